/// What a long job says while it works. The doors decide how to show it.
public enum ProgressEvent: Hashable, Sendable {
  /// A stage begins.
  case stage(String)
  /// Within the stage: rows and bytes done, bytes in all (0 when not known), rows set aside.
  case ingesting(file: String, rows: Int, bytes: Int, ofBytes: Int, quarantined: Int)
  /// A file is done: the sentence of its counts.
  case file(FileReport)
  /// Something that somebody should know.
  case note(String)
  /// A stage ends, with how long it took.
  case finished(stage: String, seconds: Double)
}

/// Receives progress, from any thread.
public typealias ProgressSink = @Sendable (ProgressEvent) -> Void
