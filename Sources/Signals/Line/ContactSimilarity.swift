import Glibc

/// How alike the contact sets of two numbers are.
///
/// Reads as: how much of the custom was carried over. A contact that few others know says much;
/// one that everybody rings says nothing.
///
///     cosine(a, b) = Σ w(c)² over shared c / √(Σ w(c)² over a · Σ w(c)² over b)
///     w(c) = ln(1 + N / d(c)),   0 when d(c) exceeds the ceiling for hubs
///
/// with N numbers, of which d(c) are in touch with c. Two empty sets have cosine 0.
///
/// > K. Spärck Jones. "A statistical interpretation of term specificity and its application in
/// > retrieval." 1972. DOI:[10.1108/eb026526](https://doi.org/10.1108/eb026526)
struct ContactSimilarity: Sendable {
  /// w(c)² of each number as a contact.
  let squaredWeight: [Double]
  /// Σ w(c)² over the contacts of each number.
  let norm: [Double]

  /// - Parameter hubContacts: A contact with more contacts of its own than this says nothing.
  init(_ book: ContactBook, hubContacts: Int) {
    let total = Double(book.numbers.count)
    let squaredWeight = book.numbers.indices.map { number -> Double in
      let degree = book.degree(of: number)
      guard degree > 0, degree <= hubContacts, !book.isService(number) else { return 0 }
      let weight = log(1 + total / Double(degree))
      return weight * weight
    }
    self.squaredWeight = squaredWeight
    norm = book.numbers.indices.map { number in
      book.run(of: number).reduce(0) { $0 + squaredWeight[Int(book.contacts[$1])] }
    }
  }

  /// Contacts both have that say something, ascending.
  func shared(_ left: Int, _ right: Int, in book: ContactBook) -> [Int] {
    var result: [Int] = []
    var (i, j) = (book.starts[left], book.starts[right])
    while i < book.starts[left + 1] && j < book.starts[right + 1] {
      let (a, b) = (book.contacts[i], book.contacts[j])
      if a == b && squaredWeight[Int(a)] > 0 { result.append(Int(a)) }
      if a <= b { i += 1 }
      if b <= a { j += 1 }
    }
    return result
  }

  /// The cosine of two contact sets, given what they share.
  func cosine(_ left: Int, _ right: Int, shared: [Int]) -> Double {
    let product = norm[left] * norm[right]
    guard product > 0 else { return 0 }
    return shared.reduce(0) { $0 + squaredWeight[$1] } / product.squareRoot()
  }

  /// The weight of shared contacts in bits: how much likelier the new number's contacts are if it
  /// carries on the old one's custom.
  ///
  /// Under succession each contact of the new number is, with probability θ, one of the old
  /// number's, else anybody, as often as that one is in touch with others:
  ///
  ///     P(c) = (1 − θ) q(c) + θ · [c ∈ old] / |old|,     q(c) = local · d(c) / Σ d
  ///
  /// where d counts the others in touch with c, the new number not among them, averaged over θ.
  /// Contacts come in circles of friends and are not independent, so the sum is taken at `discount`
  /// and never passes 16 bits.
  func bits(
    old: Int, new: Int, shared: [Int], in book: ContactBook, localFactor: Double
  ) -> Double {
    func known(_ number: Int) -> Int {
      book.run(of: number).reduce(0) { $0 + (squaredWeight[Int(book.contacts[$1])] > 0 ? 1 : 0) }
    }
    let size = Double(max(1, known(old)))
    let others = Double(max(0, known(new) - shared.count))
    let all = Double(max(1, book.contacts.count))
    let shares = [0.05, 0.1, 0.2, 0.35, 0.5, 0.7, 0.9]
    let sums = shares.map { share -> Double in
      shared.reduce(others * log2(1 - share)) { sum, contact in
        let chance = min(0.5, localFactor * Double(max(1, book.degree(of: contact) - 1)) / all)
        return sum + log2(1 - share + share / (size * chance))
      }
    }
    let top = sums.max() ?? 0
    let mean = top + log2(sums.reduce(0) { $0 + exp2($1 - top) } / Double(shares.count))
    return min(16, max(-3, Self.discount * mean))
  }

  /// Chosen so that three shared friends do not make a succession. How far neighbours share friends
  /// is in `localFactor` already; what is left is that customers know each other.
  static let discount = 0.85
}
