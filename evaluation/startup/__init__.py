"""Time to ready and memory at rest."""
