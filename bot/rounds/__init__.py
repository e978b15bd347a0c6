"""Application rounds: their days with source and date of checking, and the reminders that hang on them."""
