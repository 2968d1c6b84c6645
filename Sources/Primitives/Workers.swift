import Dispatch
import Synchronization

/// How much of the machine a piece of work may use, and whether it should stop.
///
/// The number of threads never changes a result: work is cut into chunks whose number depends on
/// the data alone, and results come back in chunk order.
public struct Workers: Sendable {
  /// Threads that may work at once, at least 1.
  public let threads: Int
  /// Asked between chunks; nil means never.
  public let cancellation: Cancellation?

  /// - Parameters:
  ///   - threads: At least 1.
  ///   - cancellation: Asked between chunks.
  public init(threads: Int, cancellation: Cancellation? = nil) {
    precondition(threads >= 1, "work needs at least one thread")
    self.threads = threads
    self.cancellation = cancellation
  }

  /// One thread, never cancelled.
  public static let one = Workers(threads: 1)
}

/// A request to stop, seen by all who hold it.
public final class Cancellation: Sendable {
  private let flag = Atomic<Bool>(false)

  /// Nothing asked yet.
  public init() {}

  /// Asks the work to stop at its next chunk.
  public func cancel() { flag.store(true, ordering: .relaxed) }

  /// Whether somebody asked.
  public var isCancelled: Bool { flag.load(ordering: .relaxed) }
}

/// Thrown between chunks when the work was asked to stop. Nothing of it was kept.
public struct CancelledWork: Error, Hashable, Sendable {
  /// The one value there is.
  public init() {}
}
