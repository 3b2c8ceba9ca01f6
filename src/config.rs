//! Settings of the user.
