import Primitives
public import Signals

/// Facts to words. The only file that builds sentences for a row.
public enum Sentence {
  /// Fills `{name}` in a signal's sentence with the fact of that name.
  ///
  /// A name without a fact is left out with its braces. Semicolons, which separate reasons,
  /// become commas.
  public static func fill(_ template: String, with facts: [String: Fact]) -> String {
    var result = ""
    var rest = template[...]
    while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
      result += rest[..<open]
      let name = String(rest[rest.index(after: open)..<close])
      if let fact = facts[name] { result += words(fact) }
      rest = rest[rest.index(after: close)...]
    }
    return clean(result + rest)
  }

  /// One fact as words.
  static func words(_ fact: Fact) -> String {
    switch fact {
    case .count(let count): String(count)
    case .number(let value):
      decimal(value, abs(value) >= 10 || value == value.rounded() ? 0 : abs(value) >= 0.1 ? 1 : 4)
    case .share(let share): decimal(share * 100, 0) + " %"
    case .text(let text): text
    case .date(let seconds): LondonTime.civil(Instant(seconds: seconds)).day.iso8601
    }
  }

  /// A reason without semicolons and line breaks.
  public static func clean(_ text: String) -> String {
    String(text.map { $0 == ";" ? "," : $0.isNewline ? " " : $0 })
  }

  /// A number with a fixed count of digits after the point, rounded half away from zero.
  public static func decimal(_ value: Double, _ digits: Int) -> String {
    precondition((0...9).contains(digits), "0 to 9 digits after the point")
    guard value.isFinite, abs(value) < 1e15 else { return "0" }
    var scale = 1.0
    for _ in 0..<digits { scale *= 10 }
    let scaled = (abs(value) * scale).rounded(.toNearestOrAwayFromZero)
    let whole = (scaled / scale).rounded(.down)
    let part = String(Int(scaled - whole * scale))
    let sign = value < 0 && scaled > 0 ? "-" : ""
    let fraction =
      digits == 0 ? "" : "." + String(repeating: "0", count: digits - part.count) + part
    return sign + String(Int(whole)) + fraction
  }
}
