import Dispatch
import Synchronization

/// Runs `body` for every chunk number and returns the results in chunk order.
///
/// Chunks are handed out one at a time to at most `workers.threads` threads. The caller chooses
/// `chunks` from the data, never from the number of threads, so that one thread and sixteen give
/// the same bytes.
///
/// - Throws: The error of the lowest-numbered chunk that failed, or `CancelledWork`.
public func parallelMap<Result: Sendable>(
  chunks: Int, on workers: Workers, _ body: @Sendable (Int) throws -> Result
) throws -> [Result] {
  guard chunks > 0 else { return [] }
  if workers.threads == 1 || chunks == 1 {
    return try (0..<chunks).map { chunk in
      if workers.cancellation?.isCancelled == true { throw CancelledWork() }
      return try body(chunk)
    }
  }
  let results = Slots<Swift.Result<Result, any Error>>(count: chunks)
  let next = Atomic<Int>(0)
  let stopped = Atomic<Bool>(false)
  DispatchQueue.concurrentPerform(iterations: min(workers.threads, chunks)) { _ in
    while !stopped.load(ordering: .relaxed) {
      let chunk = next.wrappingAdd(1, ordering: .relaxed).oldValue
      guard chunk < chunks else { return }
      if workers.cancellation?.isCancelled == true {
        stopped.store(true, ordering: .relaxed)
        return
      }
      // Chunks are handed out in order, so every chunk below a failing one was at least begun.
      let result = Swift.Result { try body(chunk) }
      if case .failure = result { stopped.store(true, ordering: .relaxed) }
      results.fill(chunk, with: result)
    }
  }
  let done = results.take()
  for case .failure(let error)? in done { throw error }
  return try done.map { slot in
    guard case .success(let value)? = slot else { throw CancelledWork() }
    return value
  }
}

/// `parallelMap` for work that cannot fail and is never cancelled.
public func parallelMap<Result: Sendable>(
  chunks: Int, threads: Int, _ body: @Sendable (Int) -> Result
) -> [Result] {
  do {
    return try parallelMap(chunks: chunks, on: Workers(threads: threads)) { body($0) }
  } catch {
    preconditionFailure("work that cannot throw threw \(error)")
  }
}

/// The bounds of `chunk` when `count` things are cut into `chunks` nearly equal runs.
public func chunkBounds(_ chunk: Int, of chunks: Int, count: Int) -> Range<Int> {
  (count * chunk / chunks)..<(count * (chunk + 1) / chunks)
}

/// One slot a chunk, each written by one thread only.
///
/// Unchecked, because the compiler cannot see that: `parallelMap` hands every chunk number out
/// once, and reads only after all threads have come back.
private final class Slots<Value>: @unchecked Sendable {
  private let storage: UnsafeMutablePointer<Value?>
  private let count: Int

  init(count: Int) {
    self.count = count
    storage = .allocate(capacity: count)
    storage.initialize(repeating: nil, count: count)
  }

  deinit {
    storage.deinitialize(count: count)
    storage.deallocate()
  }

  func fill(_ index: Int, with value: Value) { storage[index] = value }

  func take() -> [Value?] { Array(UnsafeBufferPointer(start: storage, count: count)) }
}
