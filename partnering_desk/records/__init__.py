"""What is kept: tables, the register's file, and what can go wrong with it."""
