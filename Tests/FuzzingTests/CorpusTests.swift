import Foundation
import Primitives
import Testing

/// B21. Goal: whatever the fuzzer ever found worth keeping breaks no law of a reader. Method: each
/// input of `Tests/Fuzzing/Corpus`, one a line in base64, given to its target again.
@Suite struct CorpusTests {
  private static let folder = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("Fuzzing/Corpus")

  private static func inputs(of target: FuzzTarget) throws -> [[UInt8]] {
    let file = folder.appendingPathComponent("\(target.rawValue).txt")
    return try String(contentsOf: file, encoding: .utf8).split(separator: "\n").map {
      guard let data = Data(base64Encoded: String($0)) else { throw CocoaError(.coderInvalidValue) }
      return [UInt8](data)
    }
  }

  @Test("B21: every input of the corpus keeps the laws", arguments: FuzzTarget.allCases)
  func everyInputKeepsTheLaws(_ target: FuzzTarget) throws {
    let inputs = try Self.inputs(of: target)
    #expect(inputs.count >= 9)
    for input in inputs {
      if let fault = target.fault(with: input) {
        Issue.record("\(target.rawValue): \(fault): \(Data(input).base64EncodedString())")
      }
    }
  }

  // Bytes that nobody chose, and the corpus with bytes changed: what a minute of fuzzing does, and
  // the same on every machine.
  @Test("B21: changed inputs keep the laws", arguments: FuzzTarget.allCases)
  func changedInputsKeepTheLaws(_ target: FuzzTarget) throws {
    var chance = SeededGenerator(seed: 21)
    let inputs = try Self.inputs(of: target)
    for _ in 0..<300 {
      var input = inputs[chance.below(inputs.count)]
      for _ in 0..<(1 + chance.below(4)) where !input.isEmpty {
        let place = chance.below(input.count)
        switch chance.below(4) {
        case 0: input[place] ^= 1 << UInt8(chance.below(8))
        case 1: input.remove(at: place)
        case 2: input.insert(UInt8(chance.below(256)), at: place)
        default: input += inputs[chance.below(inputs.count)].prefix(chance.below(40))
        }
      }
      if let fault = target.fault(with: input) {
        Issue.record("\(target.rawValue): \(fault): \(Data(input).base64EncodedString())")
      }
    }
  }
}
