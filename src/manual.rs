//! Man page, key tables and sections of the README, made from the tables of the program.
