//! What a page says of its article: meta elements, linked data, time elements, headings.

use dom_query::{Document, NodeRef};
use jiff::civil::Date;
use serde_json::Value;

use super::super::{date, field};
use crate::article::Header;

/// The names of meta elements, most trusted first.
const DATES: &[&str] = &[
    "article:published_time",
    "og:article:published_time",
    "datepublished",
    "parsely-pub-date",
    "article.published",
    "cxenseparse:recs:publishtime",
    "sailthru.date",
    "dc.date.issued",
    "dcterms.created",
    "dcterms.date",
    "dc.date",
    "dc.created",
    "citation_publication_date",
    "pubdate",
    "publish-date",
    "publishdate",
    "publish_date",
    "publication_date",
    "og:pubdate",
    "date",
];
const TITLES: &[&str] = &["og:title", "twitter:title", "parsely-title", "sailthru.title", "dc.title", "citation_title", "title"];
const AUTHORS: &[&str] = &["author", "article:author", "parsely-author", "sailthru.author", "dc.creator", "byl", "citation_author"];
const OUTLETS: &[&str] = &["og:site_name", "application-name", "dc.publisher", "citation_journal_title"];

/// The header of a page, and the text that its linked data state for the article.
pub fn of(page: &Document) -> (Header, Option<String>) {
    let metas = Metas::of(page);
    let linked = linked_article(page);
    let linked = linked.as_ref();
    let outlet = metas.first(OUTLETS).or_else(|| linked.and_then(|item| names(item.get("publisher")?)));
    let url = canonical(page).or_else(|| metas.first(&["og:url"])).filter(|url| is_address(url));
    let header = Header {
        title: title(page, &metas, linked, outlet.as_deref()),
        author: author(page, &metas, linked),
        published: published(page, &metas, linked, url.as_deref()),
        url,
        outlet,
        language: page.select_single("html").attr("lang").and_then(|lang| field(&lang)),
    };
    let body = linked.and_then(|item| item.get("articleBody")?.as_str()).map(|body| super::strip::text(&super::strip::decoded(body)));
    (header, body)
}

/// The meta elements of a page, in order, names in lower case.
struct Metas(Vec<(String, String)>);

impl Metas {
    fn of(page: &Document) -> Self {
        let mut metas = Vec::new();
        for meta in page.select("meta").nodes() {
            let Some(content) = meta.attr("content").and_then(|content| field(&content)) else { continue };
            for name in ["property", "name", "itemprop"] {
                if let Some(name) = meta.attr(name) {
                    metas.extend(name.split_ascii_whitespace().map(|name| (name.to_ascii_lowercase(), content.clone())));
                }
            }
        }
        Self(metas)
    }

    fn all<'a>(&'a self, names: &'a [&str]) -> impl Iterator<Item = &'a str> {
        names.iter().flat_map(|name| self.0.iter().filter(move |(own, _)| own == name).map(|(_, content)| content.as_str()))
    }

    fn first(&self, names: &[&str]) -> Option<String> {
        self.all(names).next().map(str::to_owned)
    }
}

/// The object of the page's linked data (schema.org in JSON-LD) that describes an article.
fn linked_article(page: &Document) -> Option<Value> {
    let mut best: Option<(u8, Value)> = None;
    for script in page.select("script[type='application/ld+json']").nodes() {
        let text = script.text();
        let text = text.trim().trim_start_matches("<![CDATA[").trim_end_matches("]]>");
        let Ok(value) = serde_json::from_str::<Value>(text) else { continue };
        // the parser refuses data deeper than 128, so the walk is bounded
        find_article(&value, &mut best);
    }
    best.map(|(_, value)| value)
}

fn find_article(value: &Value, best: &mut Option<(u8, Value)>) {
    match value {
        Value::Array(items) => items.iter().for_each(|item| find_article(item, best)),
        Value::Object(fields) => {
            let rank = rank(value);
            if rank > best.as_ref().map_or(0, |(rank, _)| *rank) {
                *best = Some((rank, value.clone()));
            }
            for key in ["@graph", "mainEntity", "mainEntityOfPage", "itemListElement"] {
                if let Some(inner) = fields.get(key).filter(|inner| inner.is_array() || inner.is_object()) {
                    find_article(inner, best);
                }
            }
        }
        _ => {}
    }
}

/// How much an object is an article: 0 for not at all.
fn rank(value: &Value) -> u8 {
    let kind = match value.get("@type") {
        Some(Value::String(kind)) => kind.as_str(),
        Some(Value::Array(kinds)) => kinds.iter().find_map(|kind| kind.as_str().filter(|kind| kind.ends_with("Article"))).unwrap_or(""),
        _ => "",
    };
    let dated = value.get("datePublished").is_some();
    match kind {
        "BlogPosting" | "LiveBlogPosting" | "Report" | "Review" | "AnalysisNewsArticle" => 3,
        kind if kind.ends_with("Article") => 3,
        "WebPage" | "VideoObject" | "ItemPage" if dated => 1,
        _ => 0,
    }
}

/// The name or names in a value of linked data.
fn names(value: &Value) -> Option<String> {
    match value {
        Value::String(name) => field(name),
        Value::Array(items) => {
            let names: Vec<String> = items.iter().filter_map(names).collect();
            (!names.is_empty()).then(|| names.join(", "))
        }
        Value::Object(fields) => names(fields.get("name")?),
        _ => None,
    }
}

fn title(page: &Document, metas: &Metas, linked: Option<&Value>, outlet: Option<&str>) -> Option<String> {
    let own = page.select_single("title").nodes().first().and_then(|node| field(&node.text()));
    let headings: Vec<String> = page.select("h1").nodes().iter().filter_map(|node| field(&node.text())).collect();
    let stated = linked
        .and_then(|item| item.get("headline").or_else(|| item.get("name")))
        .and_then(names)
        .map(|title| super::strip::decoded(&title).into_owned())
        .or_else(|| metas.first(TITLES))
        .or_else(|| own.clone());
    let stated = stated.map(|title| without_site(&title, outlet));
    // the heading that readers saw, where the page's data speak of the same
    let shown = headings.iter().find(|heading| {
        let near = |other: &Option<String>| other.as_deref().is_some_and(|other| share(heading, other) >= 0.6);
        heading.split_whitespace().count() >= 4 && (near(&stated) || near(&own))
    });
    shown.cloned().or(stated).or_else(|| headings.into_iter().next())
}

/// The title without ` | The Site` at its end.
fn without_site(title: &str, outlet: Option<&str>) -> String {
    for separator in [" | ", " — ", " – ", " - ", " :: ", " » "] {
        if let Some((words, site)) = title.rsplit_once(separator)
            && words.split_whitespace().count() >= 3
            && (separator == " | " || outlet.is_some_and(|outlet| share(site, outlet) >= 0.5))
            && site.split_whitespace().count() <= 4
        {
            return words.trim().to_owned();
        }
    }
    title.to_owned()
}

/// The share of the words of the shorter phrase that stand in the longer one.
fn share(a: &str, b: &str) -> f64 {
    let words = |text: &str| -> Vec<String> {
        text.split(|char: char| !char.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_lowercase).take(64).collect()
    };
    let (a, b) = (words(a), words(b));
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    if short.is_empty() {
        return 0.0;
    }
    let shared = short.iter().filter(|word| long.contains(word)).count();
    f64::from(u32::try_from(shared).unwrap_or(0)) / f64::from(u32::try_from(short.len()).unwrap_or(1))
}

fn author(page: &Document, metas: &Metas, linked: Option<&Value>) -> Option<String> {
    linked
        .and_then(|item| names(item.get("author").or_else(|| item.get("creator"))?))
        .into_iter()
        .chain(metas.all(AUTHORS).map(str::to_owned))
        .chain(
            page.select("[rel='author'], [itemprop='author'], .byline, .author")
                .nodes()
                .iter()
                .take(20)
                .filter_map(|node| field(&node.text())),
        )
        .find_map(|words| byline(&words))
}

/// Names without the `By` before them; addresses, accounts and long lines are no names.
fn byline(words: &str) -> Option<String> {
    let words = super::strip::decoded(words);
    let words = words.trim();
    let words = ["By ", "by ", "BY ", "By: ", "Written by "].iter().find_map(|by| words.strip_prefix(by)).unwrap_or(words).trim();
    let is_name = !is_address(words) && !words.starts_with('@') && words.len() <= 200 && words.chars().any(char::is_alphabetic);
    if is_name { field(words) } else { None }
}

fn published(page: &Document, metas: &Metas, linked: Option<&Value>, url: Option<&str>) -> Option<Date> {
    let (first, rest) = DATES.split_at_checked(2).unwrap_or((DATES, &[]));
    let elements = |selector: &str| -> Vec<String> { page.select(selector).nodes().iter().take(20).filter_map(stated).collect() };
    let mut told: Vec<String> = metas.all(first).map(str::to_owned).collect();
    told.extend(linked.and_then(|item| names(item.get("datePublished").or_else(|| item.get("dateCreated"))?)));
    told.extend(elements("[itemprop~='datePublished'], [pubdate]"));
    told.extend(metas.all(rest).map(str::to_owned));
    told.extend(elements("time[datetime]"));
    let day = told.iter().find_map(|words| Some((words, date::parse(words)?)));
    day.map(|(words, day)| date::local(words, &told).unwrap_or(day))
        .or_else(|| url.and_then(in_address))
        .or_else(|| below_heading(page))
        .or_else(|| page.select("time, [class*='date'], [id*='date'], [class*='byline']").nodes().iter().take(60).find_map(written))
}

/// What a date's element says by an attribute.
fn stated(node: &NodeRef) -> Option<String> {
    ["content", "datetime"]
        .iter()
        .find_map(|name| field(&node.attr(name)?))
        .or_else(|| field(&node.text()).filter(|words| words.len() <= 80))
}

/// The first day in the short pieces of text after the page's heading.
fn below_heading(page: &Document) -> Option<Date> {
    let heading = page.select("h1").nodes().last().copied()?;
    let mut pieces = 0;
    for ancestor in heading.ancestors_it(Some(6)) {
        for node in ancestor.descendants_it().filter(NodeRef::is_text).skip_while(|node| node.id < heading.id) {
            let Some(words) = field(&node.text()) else { continue };
            if words.len() <= 60
                && let Some(day) = date::parse(&words)
            {
                return Some(day);
            }
            pieces += 1;
            if pieces > 200 {
                return None;
            }
        }
    }
    None
}

/// The day that the words of an element tell, if they are few.
fn written(node: &NodeRef) -> Option<Date> {
    field(&node.text()).filter(|words| words.len() <= 80).and_then(|words| date::parse(&words))
}

/// The day in an address such as `/2022/01/18/` or `/2022-01-18-`.
fn in_address(url: &str) -> Option<Date> {
    let parts: Vec<&str> = url.split(['/', '-', '_', '.', '?']).collect();
    parts.windows(3).find_map(|window| {
        let &[year, month, day] = window else { return None };
        let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        let fits = year.len() == 4 && (1..=2).contains(&month.len()) && (1..=2).contains(&day.len());
        if fits && digits(year) && digits(month) && digits(day) { date::parse(&format!("{year}-{month}-{day}")) } else { None }
    })
}

fn canonical(page: &Document) -> Option<String> {
    page.select_single("link[rel='canonical']").attr("href").and_then(|href| field(&href)).filter(|url| is_address(url))
}

fn is_address(words: &str) -> bool {
    words.starts_with("http://") || words.starts_with("https://")
}
