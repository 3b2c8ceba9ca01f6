//! Errors at the program's rim: a sentence that names the file and the mend, and the exit code it leads to.
