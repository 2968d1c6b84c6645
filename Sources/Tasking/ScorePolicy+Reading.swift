public import Primitives
import Signals
import Vocabulary

/// Reads `policy.yaml`, strictly: a key that is not known is an error with a suggestion.
extension ScorePolicy {
  /// Changes what the file names; the rest stays.
  ///
  /// - Parameter node: The file as a tree.
  /// - Throws: `SettingsDefect` with the line, the path and the mend.
  public mutating func apply(_ node: SettingsNode) throws(SettingsDefect) {
    for entry in try Self.entries(of: node, path: "policy") {
      switch entry.key {
      case "weights": try applyWeights(entry)
      case "family_caps": try applyCaps(entry)
      case "lists": try applyRules(entry)
      case "bands": try applyBands(entry)
      case "against_cap":
        againstCap = try Self.number(entry.value, path: entry.key, in: 0...40)
      case "resamples":
        resamples = Int(try Self.number(entry.value, path: entry.key, in: 0...10_000))
      default:
        throw Self.unknown(
          entry, path: "policy",
          known: ["weights", "family_caps", "against_cap", "lists", "bands", "resamples"])
      }
    }
  }

  private mutating func applyWeights(_ section: SettingsNode.Entry) throws(SettingsDefect) {
    for entry in try Self.entries(of: section.value, path: "weights") {
      let path = "weights.\(entry.key)"
      guard weights[entry.key] != nil else {
        throw Self.unknown(entry, path: "weights", known: weights.keys.sorted())
      }
      var fields: [String: String] = [:]
      var bits: Double?
      for field in try Self.entries(of: entry.value, path: path) {
        switch field.key {
        case "bits": bits = try Self.number(field.value, path: path + ".bits", in: -20...20)
        case "reason", "decided_by", "decided_on":
          fields[field.key] = try Self.text(field.value, path: path + "." + field.key)
        default:
          throw Self.unknown(
            field, path: path, known: ["bits", "reason", "decided_by", "decided_on"])
        }
      }
      guard let bits, let reason = fields["reason"], let by = fields["decided_by"],
        let on = fields["decided_on"]
      else {
        throw SettingsDefect(
          line: entry.line, path: path,
          reason: "a weight needs bits, reason, decided_by and decided_on",
          mend: "say how many bits, why, who decided and on which day")
      }
      weights[entry.key] = SignalWeight(bits: bits, reason: reason, decidedBy: by, decidedOn: on)
    }
  }

  private mutating func applyCaps(_ section: SettingsNode.Entry) throws(SettingsDefect) {
    for entry in try Self.entries(of: section.value, path: "family_caps") {
      guard let family = SignalFamily(rawValue: entry.key) else {
        throw Self.unknown(
          entry, path: "family_caps", known: SignalFamily.allCases.map(\.rawValue))
      }
      familyCaps[family] = try Self.number(
        entry.value, path: "family_caps." + entry.key, in: 0...40)
    }
  }

  private mutating func applyRules(_ section: SettingsNode.Entry) throws(SettingsDefect) {
    for entry in try Self.entries(of: section.value, path: "lists") {
      guard let list = ListKind(rawValue: entry.key) else {
        throw Self.unknown(entry, path: "lists", known: ListKind.allCases.map(\.rawValue))
      }
      var rule = rule(of: list)
      let path = "lists.\(entry.key)"
      for field in try Self.entries(of: entry.value, path: path) {
        let at = path + "." + field.key
        switch field.key {
        case "prior": rule.prior = try Self.number(field.value, path: at, in: 1e-6...0.999999)
        case "floor": rule.floor = try Self.number(field.value, path: at, in: 0...100)
        case "capacity":
          rule.capacity = Int(try Self.number(field.value, path: at, in: 0...100_000))
        case "expiry_days":
          rule.expiryDays = Int(try Self.number(field.value, path: at, in: 1...90))
        case "rest_days": rule.restDays = Int(try Self.number(field.value, path: at, in: 0...90))
        default:
          throw Self.unknown(
            field, path: path, known: ["prior", "floor", "capacity", "expiry_days", "rest_days"])
        }
      }
      rules[list] = rule
    }
  }

  private mutating func applyBands(_ section: SettingsNode.Entry) throws(SettingsDefect) {
    for entry in try Self.entries(of: section.value, path: "bands") {
      let least = try Self.number(entry.value, path: "bands." + entry.key, in: 0...100)
      switch entry.key {
      case "very_high": bands.veryHigh = least
      case "high": bands.high = least
      case "medium": bands.medium = least
      default: throw Self.unknown(entry, path: "bands", known: ["very_high", "high", "medium"])
      }
    }
    guard bands.veryHigh >= bands.high, bands.high >= bands.medium else {
      throw SettingsDefect(
        line: section.line, path: "bands", reason: "the bands overlap",
        mend: "let very_high begin above high, and high above medium")
    }
  }

  private static func entries(
    of node: SettingsNode, path: String
  ) throws(SettingsDefect) -> [SettingsNode.Entry] {
    guard case .map(let entries, _) = node else {
      throw SettingsDefect(
        line: node.line, path: path, reason: "keys and values are wanted here",
        mend: "write one `key: value` a line, indented under \(path)")
    }
    return entries
  }

  private static func text(_ node: SettingsNode, path: String) throws(SettingsDefect) -> String {
    guard case .scalar(let text, _) = node, !text.isEmpty else {
      throw SettingsDefect(
        line: node.line, path: path, reason: "a text is wanted here", mend: "write one, in quotes")
    }
    return text
  }

  private static func number(
    _ node: SettingsNode, path: String, in bounds: ClosedRange<Double>
  ) throws(SettingsDefect) -> Double {
    guard case .scalar(let text, _) = node, let value = Double(text), bounds.contains(value) else {
      throw SettingsDefect(
        line: node.line, path: path,
        reason: "a number between \(bounds.lowerBound) and \(bounds.upperBound) is wanted here",
        mend: "write such a number")
    }
    return value
  }

  private static func unknown(
    _ entry: SettingsNode.Entry, path: String, known: [String]
  ) -> SettingsDefect {
    let near = Suggestion.nearest(to: entry.key, among: known)
    return SettingsDefect(
      line: entry.line, path: path + "." + entry.key, reason: "this key is not known",
      mend: near.map { "did you mean \($0)?" }
        ?? "known are \(known.prefix(8).joined(separator: ", "))")
  }
}
