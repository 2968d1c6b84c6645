import Primitives
import Signals
import Tabular
import Tasking
import Vocabulary

@testable import Engine
@testable import Intake

/// Settings files. A mapping may be followed by a NUL and a file that it is to read.
///
/// Laws: a slip is refused with a line that the file has, what, and the mend; a policy that was
/// taken is within its bounds; a file read by a mapping that was taken loses no row.
enum SettingsTarget {
  static func feedFault(_ input: [UInt8]) -> String? {
    let yaml = Array(input.prefix { $0 != 0 })
    let file = Array(input.dropFirst(yaml.count + 1))
    guard let node = tree(yaml) else { return nil }
    let mapping: FeedMapping
    do throws(SettingsDefect) {
      mapping = try FeedMapping(node)
    } catch {
      return fault(error, yaml)
    }
    for section in mapping.sections.prefix(3) {
      for name in ["x.csv", "x.ndjson"] {
        _ = mapping.section(for: "\(section.kind.rawValue)-\(name)")
        let outcome = IntakeTarget.outcome(file, section.kind, name, section: section)
        guard let summary = outcome.summary else { continue }
        let kept = outcome.records.count + outcome.traces.count
        if summary.rowsRead != kept + outcome.rejects.count + summary.rowsIgnored {
          return "a row is lost"
        }
      }
    }
    return nil
  }

  static func policyFault(_ input: [UInt8]) -> String? {
    guard let node = tree(input) else { return nil }
    var policy = ScorePolicy(standard: SignalCatalogue.all)
    do throws(SettingsDefect) {
      try policy.apply(node)
    } catch {
      return fault(error, input)
    }
    let weights = policy.weights.values.map(\.bits)
    let isSound =
      weights.allSatisfy { (-20...20).contains($0) }
      && policy.rules.values.allSatisfy {
        $0.prior > 0 && $0.prior < 1 && (0...100).contains($0.floor) && $0.capacity >= 0
          && $0.expiryDays >= 1
      } && policy.bands.veryHigh >= policy.bands.high && policy.bands.high >= policy.bands.medium
    return isSound ? nil : "a policy outside its bounds was taken"
  }

  /// nil when it is refused.
  private static func tree(_ bytes: [UInt8]) -> SettingsNode? {
    do throws(EngineError) {
      return try SettingsFile.parse(bytes, name: "settings")
    } catch {
      precondition(!error.mend.isEmpty && error.exit == .configuration, "a refusal says the mend")
      return nil
    }
  }

  private static func fault(_ defect: SettingsDefect, _ yaml: [UInt8]) -> String? {
    if defect.reason.isEmpty || defect.mend.isEmpty { return "a refusal does not say the mend" }
    let lines = yaml.reduce(1) { $0 + ($1 == 10 || $1 == 13 ? 1 : 0) }
    // What is missing at the end is missing on the line behind it. YAML has further line ends; they
    // only make lines more.
    return defect.line >= 1 && (defect.line <= lines + 1 || yaml.contains { $0 >= 0x80 })
      ? nil : "a refusal names a line that the file does not have"
  }
}
