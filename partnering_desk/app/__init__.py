"""What a person can do, one verb a function; what a screen can ask, answered in frozen rows."""
