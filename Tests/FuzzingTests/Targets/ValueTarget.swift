import Primitives
import Vocabulary

@testable import Intake

/// Values of single cells: plates, numbers, handsets, postcodes, dates, grades. One a line.
///
/// Laws: what is read is written so that it reads as itself; a refusal says what and the mend; the
/// quick reader of plates says what the careful one does, or nothing.
enum ValueTarget {
  private static let types: [ColumnType] = {
    var types: [ColumnType] = []
    for kind in RecordKind.allCases {
      for column in KindContract.of(kind).columns where !types.contains(column.type) {
        types.append(column.type)
      }
    }
    return types
  }()

  static func fault(_ input: [UInt8]) -> String? {
    for item in input.split(separator: 10).prefix(20) {
      if let fault = plateFault(Array(item)) { return fault }
      let text = String(decoding: item, as: UTF8.self)
      _ = TelephoneNumber(pseudonym: text)
      _ = FieldReader.number(text)
      _ = RecordKey(reference: text, in: "cheshire")
      for type in types {
        if let fault = fault(type, text) { return fault }
      }
    }
    return nil
  }

  private static func fault(_ type: ColumnType, _ text: String) -> String? {
    do throws(FieldDefect) {
      let cell = try type.read(text, source: "cheshire").cell
      guard case .text(let written) = cell else { return nil }
      do throws(FieldDefect) {
        if try type.read(written, source: "cheshire").cell != cell {
          return "\(type): what was read does not read as itself"
        }
      } catch {
        return "\(type): what was read cannot be read again: \(error.code)"
      }
    } catch {
      if error.code.isEmpty || error.reason.isEmpty || error.mend.isEmpty {
        return "\(type): a refusal does not say all"
      }
    }
    return nil
  }

  private static func plateFault(_ item: [UInt8]) -> String? {
    guard item.count <= 8 else { return nil }
    var word: UInt64 = 0
    for (place, byte) in item.enumerated() { word |= UInt64(byte) << UInt64(8 * place) }
    let quick = FieldWords.plate(word, count: item.count)
    let careful = item.withUnsafeBufferPointer { VehicleRegistration.pack($0) }
    guard quick != 0 else { return nil }
    return careful == .success(quick) ? nil : "the quick reader of plates differs"
  }
}
