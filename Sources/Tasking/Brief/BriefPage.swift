/// A brief as a page that stands by itself: no script, nothing fetched, made to print on A4.
struct BriefPage {
  let title: String
  /// Lines under the title.
  let facts: [String]
  let sections: [BriefSection]
  let closing: [String]

  /// `C` where any section holds a record with conditions.
  private var handling: String {
    sections.contains { $0.handling == "C" } ? "C" : "P"
  }

  private var marking: String {
    handling == "C"
      ? "OFFICIAL-SENSITIVE. Holds items of handling code C: sharing with conditions, ask the owner"
      : "OFFICIAL-SENSITIVE. Handling code P"
  }

  var html: String {
    """
    <!doctype html>
    <html lang="en-GB">
    <head>
    <meta charset="utf-8">
    <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>\(HTMLText.escape(title))</title>
    <style>
    \(Self.style)</style>
    </head>
    <body>
    <p class="marking">\(HTMLText.escape(marking))</p>
    <header><h1>\(HTMLText.escape(title))</h1>
    \(paragraphs(facts, "facts"))</header>
    <main>
    \(sections.map(\.html).joined())</main>
    <footer>\(paragraphs(closing, "note"))</footer>
    <p class="marking">\(HTMLText.escape(marking))</p>
    </body>
    </html>

    """
  }

  private func paragraphs(_ texts: [String], _ name: String) -> String {
    texts.map { "<p class=\"\(name)\">\(HTMLText.escape($0))</p>\n" }.joined()
  }

  private static let style = """
    @page { size: A4; margin: 9mm 11mm; }
    :root { color-scheme: light; }
    body { font: 8pt/1.2 Arial, "Liberation Sans", "Noto Sans", system-ui, sans-serif; color: #16202a;
      background: #fff; margin: 0 auto; max-width: 190mm; padding: 6mm; }
    h1 { font-size: 14pt; margin: 0 0 .5mm; }
    h2 { font-size: 10pt; margin: 1.8mm 0 .4mm; padding-bottom: .4mm;
      border-bottom: .35mm solid #16202a; }
    p { margin: 0; }
    .marking { text-align: center; font-weight: 600; font-size: 8pt; letter-spacing: .02em; }
    .facts { color: #3c4a57; }
    .note { color: #3c4a57; font-size: 8pt; margin-top: .5mm; }
    table { width: 100%; border-collapse: collapse; table-layout: fixed; }
    th { text-align: left; font-weight: 600; font-size: 7.6pt; color: #3c4a57; }
    th, td { vertical-align: top; padding: .4mm 2mm .4mm 0; }
    td { border-top: .15mm solid #c9d1d8; overflow-wrap: anywhere; }
    td:first-child, th:first-child { white-space: nowrap; }
    section { break-inside: auto; }
    tr, h2 { break-inside: avoid; }
    h2 { break-after: avoid; }
    @media print { body { padding: 0; max-width: none; } }

    """
}
