"""The audit trail as an auditor reads it: chosen entries, whether the chain is whole, a file of it."""
