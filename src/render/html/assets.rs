//! Style and script of a page, and the rule that lets nothing else run.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};

/// What the report's page looks like.
pub const STYLE: &str = concat!(
    include_str!("style/base.css"),
    include_str!("style/server.css"),
    include_str!("style/builder.css"),
);

/// What the report's page does.
pub const SCRIPT: &str = concat!(
    "\"use strict\";\n",
    include_str!("script/policy.js"),
    include_str!("script/row.js"),
    include_str!("script/table.js"),
    include_str!("script/builder.js"),
    include_str!("script/start.js"),
);

/// What the pages of the site look like.
pub const SITE_STYLE: &str = concat!(
    include_str!("style/base.css"),
    include_str!("style/server.css"),
    include_str!("style/site.css"),
);

/// The search of the site's first page.
pub const SITE_SCRIPT: &str = include_str!("script/search.js");

/// A Content-Security-Policy for a page that holds this style and this script:
/// nothing is fetched, nothing is sent, and no other style or script takes effect.
#[must_use]
pub fn content_security_policy(style: &str, script: &str) -> String {
    format!(
        "default-src 'none'; style-src '{}'; script-src '{}'; base-uri 'none'; form-action 'none'; \
         require-trusted-types-for 'script'; trusted-types 'none'",
        hash(style),
        hash(script)
    )
}

fn hash(text: &str) -> String {
    format!("sha256-{}", STANDARD.encode(Sha256::digest(text)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hashes_are_those_that_browsers_compute() {
        // echo -n 'a{}' | openssl dgst -sha256 -binary | base64
        let rule = content_security_policy("a{}", "");
        assert!(
            rule.contains("style-src 'sha256-X1RutGBrXCt9KkSaXMK7tHftWiRscFHOhxsS8tv8hBk='"),
            "{rule}"
        );
        assert!(rule.contains("script-src 'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='"));
    }

    #[test]
    fn nothing_in_them_ends_their_element_or_asks_the_network() {
        let never = |text: &str, harmful: &[&str]| {
            let lower = text.to_lowercase();
            for one in harmful {
                assert!(!lower.contains(one), "{one}");
            }
        };
        for text in [STYLE, SCRIPT, SITE_STYLE, SITE_SCRIPT] {
            never(text, &["</style", "</script", "<!--", "http:", "https:"]);
        }
        for style in [STYLE, SITE_STYLE] {
            never(style, &["url(", "@import"]);
        }
        for script in [SCRIPT, SITE_SCRIPT] {
            let ways = ["innerhtml", "outerhtml", "document.write", "eval(", "fetch(", "import("];
            never(script, &ways);
        }
    }
}
