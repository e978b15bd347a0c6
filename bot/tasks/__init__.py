"""What counsellors have to do, and by when."""
