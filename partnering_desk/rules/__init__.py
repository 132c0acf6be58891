"""The contract as plain functions on frozen values: each rule named for what it decides, citing its clause."""
