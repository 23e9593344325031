//! toolward: what the tools of an MCP server can do, and a policy that holds.
//!
//! Data flows one way, and a module imports only what stands above it here:
//! [`phrase`], [`document`], [`manifest`], [`catalog`], [`poison`], [`classify`], [`policy`], [`lint`],
//! [`report`], [`render`], [`cli`].
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used, clippy::panic))]

pub mod catalog;
pub mod classify;
pub mod cli;
pub mod document;
pub mod lint;
pub mod manifest;
pub mod phrase;
pub mod poison;
pub mod policy;
pub mod render;
pub mod report;
