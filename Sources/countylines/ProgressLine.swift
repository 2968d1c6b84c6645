import Engine
import Foundation
import Synchronization

/// How progress is shown.
enum ProgressMode: String, CaseIterable, Sendable {
  case auto, never, plain
}

/// Shows progress on standard error: one moving line on a terminal, a plain line every ten
/// seconds elsewhere.
final class ProgressLine: Sendable {
  private struct State {
    var stage = ""
    var stageStart = ContinuousClock.now
    var lastShown: ContinuousClock.Instant?
    var lineIsOpen = false
    var verbose: Bool
  }

  private let state: Mutex<State>
  private let moves: Bool
  private let shows: Bool

  /// - Parameter filesToo: Whether each file of the inbox gets a line.
  init(mode: ProgressMode, filesToo: Bool = true) {
    state = Mutex(State(verbose: filesToo))
    moves = mode == .auto && isatty(STDERR_FILENO) == 1
    shows = mode != .never
  }

  /// The sink to hand to a use case.
  var sink: ProgressSink { { event in self.receive(event) } }

  private func receive(_ event: ProgressEvent) {
    state.withLock { state in
      switch event {
      case .stage(let name):
        state.stage = name
        state.stageStart = .now
        state.lastShown = moves ? nil : .now
        move(&state, "\(name) …")
      case .ingesting(let file, let rows, let bytes, let total, let quarantined):
        guard due(state) else { return }
        let elapsed = Self.seconds(since: state.stageStart)
        move(
          &state,
          Self.rate(
            file: file, rows: rows, bytes: bytes, total: total, quarantined: quarantined,
            elapsed: elapsed))
      case .file(let report):
        close(&state)
        state.stageStart = .now
        if state.verbose || report.fate == .refused || report.quarantined > 0 {
          Terminal.talk("  \(report.path): \(report.sentence)")
        }
        for note in report.notes where state.verbose { Terminal.talk("    note: \(note)") }
        for (code, count) in report.warnings.sorted(by: { $0.key < $1.key }) {
          Terminal.talk("    warning: \(count) × [\(code)]")
        }
        for example in report.examples { Terminal.talk("    \(example)") }
      case .note(let text):
        close(&state)
        Terminal.talk("  note: \(text)")
      case .finished(let stage, let seconds):
        close(&state)
        if shows {
          let time = String(format: "%.2f", seconds)
          Terminal.talk(
            "\(stage.padding(toLength: 14, withPad: " ", startingAt: 0)) \(time) s")
        }
      }
    }
  }

  private func due(_ state: State) -> Bool {
    guard shows, let last = state.lastShown else { return shows }
    return Self.seconds(since: last) >= (moves ? 0.2 : 10)
  }

  private func move(_ state: inout State, _ text: String) {
    guard shows else { return }
    if moves {
      Terminal.talkPart("\r\u{1B}[K" + String(text.prefix(110)))
      state.lineIsOpen = true
    } else if state.lastShown != nil, due(state) {
      Terminal.talk(text)
    }
    state.lastShown = .now
  }

  private func close(_ state: inout State) {
    if state.lineIsOpen { Terminal.talkPart("\r\u{1B}[K") }
    state.lineIsOpen = false
  }

  private static func seconds(since instant: ContinuousClock.Instant) -> Double {
    let passed = instant.duration(to: .now)
    return Double(passed.components.seconds) + Double(passed.components.attoseconds) * 1e-18
  }

  private static func rate(
    file: String, rows: Int, bytes: Int, total: Int, quarantined: Int, elapsed: Double
  ) -> String {
    let speed = elapsed > 0 ? Double(bytes) / 1e6 / elapsed : 0
    let left = speed > 0 && total > bytes ? Double(total - bytes) / 1e6 / speed : 0
    return "\(file): \(rows) rows, \(String(format: "%.0f", speed)) MB/s, "
      + "\(quarantined) quarantined, \(String(format: "%.0f", left)) s left"
  }
}
