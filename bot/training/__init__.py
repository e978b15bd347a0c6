"""The training path of the console: half an hour on made-up cases, for who begins as a counsellor."""
