import Picture
import Primitives

/// A phone weighed as carried by whoever carries a line.
struct SameUser: Sendable {
  /// Packed number of the other phone.
  let number: UInt64
  /// The line's number it was seen with last, packed.
  let lineNumber: UInt64
  /// log2 odds of what the phones do, by the prior of any phone of the region.
  let movementBits: Double
  /// How much likelier than any phone of the region it was to begin with, in bits: 0 unless it is
  /// the own phone of somebody who may hold the line.
  let ownerBits: Double
  /// Records of the person that give the number as theirs, when `ownerBits` is above 0.
  let ownerRecords: [Int]
  /// Joint movements counted: hours and places at which both phones were near each other.
  let episodes: Int
  /// Areas in which that was so.
  let areas: Int
  /// Different days.
  let days: Int
  /// Times at which they were in different towns within minutes.
  let apart: Int
  /// Calls between them.
  let between: Int
  /// Whether they were used in one handset.
  let sharesHandset: Bool
  /// Rows of calls it stands on, the most telling first.
  let rows: [Int]
  /// First and last joint movement, seconds.
  let firstSeen: Int64
  let lastSeen: Int64

  /// log2 odds, all in all.
  var bits: Double { movementBits + ownerBits }

  var probability: Double { Bits(max(-40, min(40, bits))).probability }

  /// From what the phones do alone: for questions that know already who may hold the line.
  var movementProbability: Double { Bits(max(-40, min(40, movementBits))).probability }
}
