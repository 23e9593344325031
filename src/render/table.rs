//! Tables for terminals, on comfy-table, with our own line breaks.
//!
//! comfy-table breaks words wherever the column ends; names of tools are read
//! by their parts, so cells arrive here already broken, and the columns are as
//! wide as their widest line.

use anstyle::AnsiColor;
use comfy_table::{Attribute, Color, LineStyle, TableStyle};

use super::look::Look;

/// Two columns of space between columns, a rule below the header, no frame:
/// the width is for the words.
const STYLE: TableStyle =
    TableStyle::new().header_separator(LineStyle::none().fill('─').junction('─'));

/// A cell: its lines, each already safe and short enough.
#[derive(Debug, Clone, Default)]
pub struct Cell {
    pub lines: Vec<String>,
    /// Given only where the look has colours.
    pub colour: Option<AnsiColor>,
}

impl Cell {
    pub fn new(text: impl Into<String>) -> Self {
        Self { lines: vec![text.into()], colour: None }
    }

    #[must_use]
    pub fn coloured(mut self, colour: Option<AnsiColor>) -> Self {
        self.colour = colour;
        self
    }
}

/// Lays out a header and rows; columns named in `right` are numbers.
///
/// No line ends in spaces.
#[must_use]
pub fn table(header: &[&str], rows: Vec<Vec<Cell>>, right: &[usize], look: Look) -> String {
    let mut table = comfy_table::Table::new();
    table.load_style(STYLE);
    if look.colour() {
        // The stream takes colours off again where they aren't wanted; whether
        // to make any was decided by the caller, not by the environment.
        crossterm::style::force_color_output(true);
        table.enforce_styling().style_text_only();
    } else {
        table.force_no_tty();
    }
    let bold = |title: &&str| comfy_table::Cell::new(title).add_attribute(Attribute::Bold);
    table.set_header(header.iter().map(bold));
    for row in rows {
        table.add_row(row.iter().map(convert));
    }
    let last = header.len().saturating_sub(1);
    for (i, column) in table.column_iter_mut().enumerate() {
        // A space between the columns is comfy-table's own.
        column.set_padding((0, u16::from(i != last)));
        if right.contains(&i) {
            column.set_cell_alignment(comfy_table::CellAlignment::Right);
        }
    }
    let mut out = String::new();
    for line in table.lines() {
        out.push_str(line.trim_end());
        out.push('\n');
    }
    out
}

fn convert(cell: &Cell) -> comfy_table::Cell {
    let out = comfy_table::Cell::new(cell.lines.join("\n"));
    match cell.colour {
        None => out,
        Some(AnsiColor::Green) => out.fg(Color::DarkGreen),
        Some(AnsiColor::Cyan) => out.fg(Color::DarkCyan),
        Some(AnsiColor::Yellow) => out.fg(Color::DarkYellow),
        Some(_) => out.fg(Color::DarkRed).add_attribute(Attribute::Bold),
    }
}
