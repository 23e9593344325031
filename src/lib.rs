//! toolward: what the tools of an MCP server can do, and a policy that holds.
//!
//! Data flows one way, and a module imports only what stands above it here:
//! [`phrase`], [`paths`], [`document`], [`manifest`], [`catalog`], [`poison`],
//! [`classify`], [`policy`], [`lint`], [`config`], [`report`], [`eval`], [`render`], [`cli`].
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used, clippy::panic))]

pub mod catalog;
pub mod classify;
pub mod cli;
pub mod config;
pub mod document;
pub mod eval;
pub mod lint;
pub mod manifest;
pub mod paths;
pub mod phrase;
pub mod poison;
pub mod policy;
pub mod render;
pub mod report;
