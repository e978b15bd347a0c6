"""Facts on benefits, application and services, with their dates and sources (data/facts)."""
