"""Finnish language: analysis on Voikko, spoken and misspelled Finnish, entities, and Rasa components on
top."""
