import Dispatch
import Primitives
import Synchronization

/// Days of one file on their way from gathered rows to packed chunks, beside the reading.
///
/// A day is sorted and packed on another thread while the file is read on; its chunks are taken, in
/// the order in which days were handed in, by the thread that may write. With one thread allowed,
/// each day is packed where it is handed in.
final class DayPacking<Entry: ChunkEntry> {
  /// One day's work, and what came of it.
  private final class Job: Sendable {
    private let done = DispatchGroup()
    private let result = Mutex<Result<[ChunkStore<Entry>.Packed], any Error>?>(nil)

    func run(
      on workers: Workers, _ work: @escaping @Sendable () throws -> [ChunkStore<Entry>.Packed]
    ) {
      guard workers.threads > 1 else {
        result.withLock { $0 = Result { try work() } }
        return
      }
      DispatchQueue.global().async(group: done) {
        let packed = Result { try work() }
        self.result.withLock { $0 = packed }
      }
    }

    var isDone: Bool { result.withLock { $0 != nil } }

    func take() throws -> [ChunkStore<Entry>.Packed] {
      done.wait()
      guard let packed = result.withLock({ $0.take() }) else {
        preconditionFailure("a job that has ended has a result, taken once")
      }
      return try packed.get()
    }
  }

  private let workers: Workers
  private var jobs: [Job] = []

  init(_ workers: Workers) { self.workers = workers }

  /// Days that may be under way: one being packed for each thread, and no more rows in memory.
  var isFull: Bool { jobs.count >= workers.threads }

  var isEmpty: Bool { jobs.isEmpty }

  /// Begins a day.
  func begin(_ rows: [Entry], day: Int64, hashes: NumberHashes) {
    let job = Job()
    let workers = workers
    job.run(on: workers) {
      var rows = rows
      try Entry.sort(&rows, on: workers)
      return try ChunkStore<Entry>.pack(rows, day: day, hashes: hashes, on: workers)
    }
    jobs.append(job)
  }

  /// The next day's chunks, in the order in which days were begun.
  ///
  /// - Parameter waits: Whether to wait for them; without, nil when they are not there yet.
  /// - Throws: What the packing threw: `CancelledWork`.
  func next(waits: Bool) throws -> [ChunkStore<Entry>.Packed]? {
    guard let job = jobs.first, waits || job.isDone else { return nil }
    jobs.removeFirst()
    return try job.take()
  }
}
