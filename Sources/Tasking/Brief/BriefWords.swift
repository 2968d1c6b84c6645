import Picture
import Primitives
import Vocabulary

/// Identifiers and moments as a briefing says them.
struct BriefWords {
  private let areas: [String: String]
  private let cameras: [String: String]
  private let providers: [String: String]

  init(_ picture: RegionalPicture) {
    let holdings = picture.holdings
    func table(_ pairs: [(String, String)]) -> [String: String] {
      Dictionary(pairs, uniquingKeysWith: { first, _ in first })
    }
    areas = table(holdings.areas.map { ($0.key.text, $0.name) })
    cameras = table(
      holdings.cameras.map { camera in
        let name = camera.name ?? ""
        let road = camera.road ?? ""
        let said = name.contains(road) ? name : "\(road) \(name)"
        return (camera.key.text, said.isEmpty ? camera.key.text : said)
      })
    providers = table(holdings.providers.map { ($0.key.text, $0.name) })
  }

  /// The area's name, or the reference where nobody sent one.
  func area(_ reference: String) -> String { areas[reference] ?? reference }

  /// Several areas.
  func areas(_ references: String) -> String { each(references, area) }

  /// Cameras by road and name; by reference where they have none.
  func cameras(_ references: String) -> String { each(references) { cameras[$0] ?? $0 } }

  /// Providers by name.
  func providers(_ references: String) -> String { each(references) { providers[$0] ?? $0 } }

  private func each(_ references: String, _ word: (String) -> String) -> String {
    references.split(separator: ";").map { word(String($0)) }.joined(separator: ", ")
  }

  private static let weekdays = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]

  /// `Fri 2026-04-03, 18:30`, London time; nothing of nothing.
  static func moment(_ text: String) -> String {
    guard let instant = TimeText.read(text)?.instant else { return text }
    let (day, clock) = LondonTime.civil(instant)
    return "\(Self.day(day)), \(hour(clock))"
  }

  /// `Fri 2026-04-03, 18:30–21:30`, London time.
  static func window(_ from: String, _ to: String) -> String {
    guard let first = TimeText.read(from)?.instant, let last = TimeText.read(to)?.instant else {
      return ""
    }
    let (begin, end) = (LondonTime.civil(first), LondonTime.civil(last))
    let until = begin.day == end.day ? hour(end.clock) : moment(to)
    return "\(day(begin.day)), \(hour(begin.clock))–\(until)"
  }

  /// `Fri 2026-04-03`.
  static func day(_ day: CivilDate) -> String { "\(weekdays[day.weekday]) \(day.iso8601)" }

  private static func hour(_ clock: ClockTime) -> String {
    func two(_ value: Int) -> String { value < 10 ? "0\(value)" : String(value) }
    return two(clock.secondOfDay / 3600) + ":" + two(clock.secondOfDay / 60 % 60)
  }

  /// A reason without the bits at its end, which a briefing has no room to explain.
  static func withoutBits(_ reason: String) -> String {
    guard reason.hasSuffix(")"), let open = reason.lastIndex(of: "("),
      reason[open...].contains(" bits")
    else { return reason }
    return String(reason[..<open].reversed().drop { $0 == " " }.reversed())
  }

  /// A force's code as its name: `north-wales` as `North Wales`.
  static func force(_ code: String) -> String {
    code.split(separator: "-").map { $0.prefix(1).uppercased() + $0.dropFirst() }
      .joined(separator: " ")
  }

  /// The day in a run's name: `Sat 2025-11-08`; the name itself where it has none.
  static func day(ofRun run: String) -> String {
    let digits = Array(run.prefix(8))
    guard digits.count == 8,
      let day = CivilDate(
        year: Int(String(digits[0..<4])) ?? 0, month: Int(String(digits[4..<6])) ?? 0,
        day: Int(String(digits[6..<8])) ?? 0)
    else { return run }
    return Self.day(day)
  }

  /// A code as words: `found_away` as `found away`.
  static func plain(_ text: String) -> String {
    text.split(separator: "_").joined(separator: " ")
  }
}
