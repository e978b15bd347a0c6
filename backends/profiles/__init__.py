"""A person's own profile: Europass or Osaamispolku (JSON) in, plain, Osaamispolku's or ELM's JSON out."""
