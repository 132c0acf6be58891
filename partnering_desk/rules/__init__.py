"""The contract as plain functions on frozen values, each named for what it decides, citing its clause."""
