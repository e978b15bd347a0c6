"""Intent classification: blocks of features on the analysis, one logistic regression, calibrated
decisions."""
