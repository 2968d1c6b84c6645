import Matching
import Primitives
import Tasking
import Vocabulary

/// The waterfall of two records as text: prior, each level with both sides' values, total.
struct PairWaterfall {
  /// The explanation.
  let lines: [String]

  init(_ waterfall: Waterfall, _ one: PersonRecord, _ other: PersonRecord) {
    var lines = [
      "\(Self.bits(waterfall.prior)) bits  prior: two records of this archive, nothing compared"
    ]
    for step in waterfall.steps {
      lines.append("\(Self.bits(step.bits)) bits  \(step.name)  \(Self.level(step))")
      lines.append(
        "                \(Self.value(one, step.comparison)) | "
          + Self.value(other, step.comparison))
    }
    lines.append(
      "\(Self.bits(waterfall.namesTried)) bits  names_tried: of several names the best were taken")
    lines.append(
      "\(Self.bits(waterfall.household)) bits  household: two people of one home would agree in "
        + "much of this too")
    lines.append(
      "\(Self.bits(waterfall.total)) bits  total = \(Self.percent(waterfall.probability))")
    self.lines = lines
  }

  /// A probability with as many digits as it takes to tell it from certainty.
  static func percent(_ probability: Double) -> String {
    if probability == 0 || probability == 1 { return probability == 0 ? "0 %" : "100 %" }
    let away = min(probability, 1 - probability)
    // Six digits of a per cent end at half a hundred-millionth.
    if away < 5e-9 { return probability < 0.5 ? "under 0.000001 %" : "over 99.999999 %" }
    let digits = away >= 0.01 ? 1 : away >= 0.0001 ? 3 : 6
    return Sentence.decimal(probability * 100, digits) + " %"
  }

  /// Signed, in a column of nine.
  static func bits(_ bits: Bits) -> String {
    let text = Sentence.decimal(bits.value, 3)
    let signed = text.hasPrefix("-") ? text : "+" + text
    return String(repeating: " ", count: max(0, 9 - signed.count)) + signed
  }

  private static func level(_ step: Waterfall.Step) -> String {
    guard let level = step.level else { return "a side is missing: weighs nothing" }
    let average = bits(step.levelBits).drop { $0 == " " }
    guard step.rarityBits != .zero else { return level }
    return "\(level) (level \(average), rarity \(bits(step.rarityBits).drop { $0 == " " }))"
  }

  /// What a record says of one comparison, on one line.
  private static func value(_ record: PersonRecord, _ comparison: Comparison) -> String {
    let parts: [String?] =
      switch comparison {
      case .familyName: [record.familyName] + record.aliases.map { "also \($0)" }
      case .givenNames: [record.givenNames]
      case .dateOfBirth: [record.dateOfBirth?.text]
      case .sex: [record.sex]
      case .pncId: [record.pncId]
      case .home: [record.address, record.postcode]
      case .telephone: record.numbers.map(\.text)
      case .extra: []
      }
    let text = parts.compactMap { $0 }.joined(separator: ", ")
    return text.isEmpty ? "not known" : String(text.map { $0.isNewline ? " " : $0 })
  }
}
