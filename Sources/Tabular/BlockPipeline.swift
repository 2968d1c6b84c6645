import Dispatch
import Glibc
import Primitives

/// Cuts, scans and works on the blocks of one file with several threads, and hands the results
/// back in file order on the thread that called.
///
/// ```
/// any thread   take the reading token → cut the next chunk → give the token back → scan, work
/// the caller   hand over the next result in order if it is there, else do as any other thread
/// ```
///
/// Reading and unpacking thereby overlap with scanning without a thread of their own. At most
/// `blocksInFlight` blocks lie between cutting and handing over.
final class BlockPipeline<Output: Sendable>: Sendable {
  private struct State {
    var isReading = false
    var isReadToEnd = false
    var isStopped = false
    /// Chunks cut so far, a failure of the reading counted as one.
    var cut = 0
    var handedOver = 0
    /// By ordinal modulo `blocksInFlight`.
    var done: [Result<Output, any Error>?]
  }

  /// What a thread does next.
  private enum Step {
    case read
    case handOver(Result<Output, any Error>)
    case leave
  }

  private let state: Monitor<State>
  private let blocksInFlight: Int
  private let workers: Workers
  private let reading: ReadingToken
  private let work: @Sendable (Chunk) throws -> Output

  /// The splitter, which only the thread that holds the token touches.
  private final class ReadingToken: @unchecked Sendable {
    var splitter: ChunkSplitter
    var first: Chunk?

    init(_ splitter: ChunkSplitter, first: Chunk?) {
      self.splitter = splitter
      self.first = first
    }

    func next() throws(TabularError) -> Chunk? {
      if let chunk = first {
        first = nil
        return chunk
      }
      return try splitter.next()
    }
  }

  init(
    _ splitter: ChunkSplitter, first: Chunk?, workers: Workers, blocksInFlight: Int,
    work: @escaping @Sendable (Chunk) throws -> Output
  ) {
    reading = ReadingToken(splitter, first: first)
    self.workers = workers
    self.blocksInFlight = blocksInFlight
    self.work = work
    state = Monitor(State(done: .init(repeating: nil, count: blocksInFlight)))
  }

  /// Runs to the end of the file, or to the first failure in file order.
  ///
  /// - Returns: The splitter at the end of the text.
  func run(_ consume: (Output) throws -> Void) throws -> ChunkSplitter {
    // The caller stays where it is and hands over there: a database's queue, for one, knows its own
    // thread of work by it. Only the helpers go elsewhere.
    let helpers = DispatchGroup()
    for _ in 1..<max(1, workers.threads) {
      DispatchQueue.global().async(group: helpers) { self.runHelper() }
    }
    let failure = runCaller(consume)
    helpers.wait()
    if let failure { throw failure }
    return reading.splitter
  }

  private func runHelper() {
    while true {
      switch state.wait({ step(&$0, isCaller: false) }) {
      case .read: readAndWork()
      case .handOver, .leave: return
      }
    }
  }

  private func runCaller(_ consume: (Output) throws -> Void) -> (any Error)? {
    while true {
      switch state.wait({ step(&$0, isCaller: true) }) {
      case .read: readAndWork()
      case .leave: return nil
      case .handOver(let result):
        do {
          if workers.cancellation?.isCancelled == true { throw CancelledWork() }
          try consume(result.get())
          state.change { $0.handedOver += 1 }
        } catch {
          state.change { $0.isStopped = true }
          return error
        }
      }
    }
  }

  /// Decides under the lock; nil means to wait.
  private func step(_ state: inout State, isCaller: Bool) -> Step? {
    if state.isStopped { return .leave }
    let slot = state.handedOver % blocksInFlight
    if isCaller, let result = state.done[slot] {
      state.done[slot] = nil
      return .handOver(result)
    }
    if state.isReadToEnd {
      return !isCaller || state.handedOver == state.cut ? .leave : nil
    }
    if !state.isReading, state.cut - state.handedOver < blocksInFlight {
      state.isReading = true
      return .read
    }
    return nil
  }

  private func readAndWork() {
    let chunk = Result { () throws(TabularError) -> Chunk? in try reading.next() }
    let ordinal = state.change { state in
      state.isReading = false
      if case .success(.some) = chunk {} else { state.isReadToEnd = true }
      if case .success(nil) = chunk { return state.cut }
      state.cut += 1
      return state.cut - 1
    }
    let result: Result<Output, any Error>
    switch chunk {
    case .success(nil): return
    case .success(let chunk?): result = Result { try work(chunk) }
    case .failure(let error): result = .failure(error)
    }
    state.change { $0.done[ordinal % blocksInFlight] = result }
  }
}
