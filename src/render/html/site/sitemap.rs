//! `sitemap.xml`: every page, for those who list sites.

use std::io;

use super::{Sink, Site, address};
use crate::classify::{Category, Risk, attacks};

/// Where the site will stand: `https://example.org/tools/`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BaseUrl(String);

impl BaseUrl {
    /// An `http` or `https` address without blanks; a `/` at its end is added.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"))?;
        let fits = |c: char| {
            c.is_ascii_graphic() && !matches!(c, '<' | '>' | '"' | '\'' | '&' | '?' | '#')
        };
        if rest.is_empty() || rest.starts_with('/') || !rest.chars().all(fits) {
            return None;
        }
        Some(Self(format!("{}/", text.trim_end_matches('/'))))
    }
}

/// The most addresses that one map may hold; no site here has so many servers
/// that it would matter, but the number is the format's.
const MOST: usize = 50_000;

/// Without a base the addresses begin at the site's own root.
pub fn write(site: &Site<'_>, base: Option<&BaseUrl>, sink: &Sink<'_>) -> io::Result<()> {
    let base = base.map_or("/", |base| base.0.as_str());
    let fixed =
        Risk::ALL.map(address::risk).into_iter().chain(Category::ALL.map(address::category));
    let fixed = fixed.chain(attacks().iter().map(address::attack));
    let pages: Vec<String> = std::iter::once(String::new())
        .chain(fixed)
        .chain(site.addresses.all().map(str::to_owned))
        .collect();
    let maps: Vec<&[String]> = pages.chunks(MOST).collect();
    if let [only] = maps.as_slice() {
        return sink("sitemap.xml", &map(base, only));
    }
    let mut index = String::from(HEAD);
    index.push_str("<sitemapindex xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n");
    for (number, pages) in maps.iter().enumerate() {
        let name = format!("sitemap-{}.xml", number + 1);
        sink(&name, &map(base, pages))?;
        for part in ["<sitemap><loc>", base, name.as_str(), "</loc></sitemap>\n"] {
            index.push_str(part);
        }
    }
    index.push_str("</sitemapindex>\n");
    sink("sitemap.xml", &index)
}

const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";

/// Addresses hold no character that XML would take for its own.
fn map(base: &str, pages: &[String]) -> String {
    let mut text = String::from(HEAD);
    text.push_str("<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n");
    for page in pages {
        text.push_str("<url><loc>");
        text.push_str(base);
        text.push_str(page);
        text.push_str("</loc></url>\n");
    }
    text.push_str("</urlset>\n");
    text
}

#[cfg(test)]
mod tests {
    use super::BaseUrl;

    #[test]
    fn a_base_is_an_address_of_the_web() {
        assert_eq!(
            BaseUrl::parse("https://example.org"),
            Some(BaseUrl("https://example.org/".to_owned()))
        );
        assert_eq!(BaseUrl::parse("http://a.b/c/"), Some(BaseUrl("http://a.b/c/".to_owned())));
        for bad in [
            "",
            "https://",
            "example.org",
            "file:///x",
            "https:///x",
            "https://a b",
            "https://a/<x>",
            "https://a/?q",
        ] {
            assert_eq!(BaseUrl::parse(bad), None, "{bad}");
        }
    }
}
