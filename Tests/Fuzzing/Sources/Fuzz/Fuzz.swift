import Foundation
import LibFuzzer
import Targets

/// libFuzzer with one of the targets; the environment's FUZZ_TARGET says which.
@main
enum Fuzz {
  static let target: FuzzTarget = {
    let name = ProcessInfo.processInfo.environment["FUZZ_TARGET"] ?? ""
    guard let target = FuzzTarget(rawValue: name) else {
      preconditionFailure(
        "FUZZ_TARGET is one of \(FuzzTarget.allCases.map(\.rawValue).joined(separator: ", "))")
    }
    return target
  }()

  static func main() {
    var count = CommandLine.argc
    var arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>? = CommandLine.unsafeArgv
    exit(LLVMFuzzerRunDriver(&count, &arguments, testOneInput))
  }
}

/// One execution. libFuzzer brings a `main` of its own that asks for this name; it is linked, too.
@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let input = Array(UnsafeBufferPointer(start: bytes, count: count))
  if let fault = Fuzz.target.fault(with: input) {
    // A release build traps without a word.
    FileHandle.standardError.write(Data("\(Fuzz.target.rawValue): \(fault)\n".utf8))
    preconditionFailure(fault)
  }
  return 0
}
