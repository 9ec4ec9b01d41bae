//! Publishing to stores that speak S3.
