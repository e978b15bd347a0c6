"""The learner's plan: kept in the gateway's database, shown as page, PDF and JSON, edited by counsellors."""
