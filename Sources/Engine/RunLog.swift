public import Logging

/// Progress as log lines for an operator's collector: stages, files and counts, never a value of a
/// source.
public struct RunLog: Sendable {
  private let logger: Logger

  /// - Parameter logger: Its level decides what is written: stages at `info`, files at `debug`,
  ///   refused files at `warning`.
  public init(logger: Logger) { self.logger = logger }

  /// A sink that logs each event and passes it on.
  public func logging(to sink: @escaping ProgressSink) -> ProgressSink {
    { event in
      log(event)
      sink(event)
    }
  }

  private func log(_ event: ProgressEvent) {
    switch event {
    case .stage, .ingesting: break
    case .note: logger.debug("something in the inbox was not read")
    case .finished(let stage, let seconds):
      logger.info("stage done", metadata: ["stage": "\(stage)", "seconds": "\(seconds)"])
    case .file(let report):
      let metadata: Logger.Metadata = [
        "file": "\(report.path)", "fate": "\(report.fate.rawValue)", "read": "\(report.read)",
        "stored": "\(report.stored)", "quarantined": "\(report.quarantined)",
        "already_held": "\(report.alreadyHeld)",
      ]
      logger.log(level: report.fate == .refused ? .warning : .debug, "file", metadata: metadata)
    }
  }
}
