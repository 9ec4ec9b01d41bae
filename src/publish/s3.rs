//! Publishing to any store that speaks S3.
