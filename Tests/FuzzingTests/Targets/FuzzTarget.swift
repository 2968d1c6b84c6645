/// A reader of what comes from outside, with the laws that hold for whatever bytes it is given.
///
/// A fuzzer looks for bytes that break one, trap, hang or fill the memory; what it has found is in
/// `Tests/Fuzzing/Corpus` and is given to each target again by an ordinary test.
public enum FuzzTarget: String, CaseIterable, Sendable {
  case csv, gzip, ndjson, intake, times, values, feed, policy

  /// The law that an input breaks; nil when it breaks none, as is right.
  public func fault(with input: [UInt8]) -> String? {
    switch self {
    case .csv: TableTarget.fault(input, isCSV: true)
    case .ndjson: TableTarget.fault(input, isCSV: false)
    case .gzip: GzipTarget.fault(input)
    case .intake: IntakeTarget.fault(input)
    case .times: TimeTarget.fault(input)
    case .values: ValueTarget.fault(input)
    case .feed: SettingsTarget.feedFault(input)
    case .policy: SettingsTarget.policyFault(input)
    }
  }
}
