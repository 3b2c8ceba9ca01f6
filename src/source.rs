//! Loaders: untrusted bytes in, an [`Article`](crate::article::Article) out.
