import ArgumentParser
import Glibc
import Matching
import Primitives
import RaceKit
import Vocabulary

/// Our entry beside other programs that resolve persons: the same file, the same truth.
@main
struct PeopleRace: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Resolve a file of person records and measure the result against its truth.",
    discussion: """
      The model is estimated on the file itself, without the truth; nothing is tuned. Columns are
      known by the names that public sets give them. Prints precision, recall and F1 at our own
      threshold, the best F1 of any threshold, false merges and missed merges apart, the false
      share of pairs said to be surer than 0.99, a reliability table, seconds and memory. Of a
      peer's pairs (a file with rec_a, rec_b, score) the same is printed, at its best threshold.

      EXAMPLES
        PeopleRace --records records.csv --truth truth.csv
        PeopleRace --records persons_50k.csv --truth persons_50k.truth.csv --peer splink.csv
        PeopleRace --names cases.csv
      """)

  @Option(help: "Person records, with a header.") var records: String?
  @Option(help: "The record in the first column, its person in the second.") var truth: String?
  @Option(help: "A peer's scored pairs.") var peer: String?
  @Option(help: "Pairs of names with name1, name2 and is_match.") var names: String?
  @Option(help: "Write pairs of our own as rec_a, rec_b, probability, is_joined, is_one.")
  var pairs: String?
  @Option(help: "Write the model, as the command keeps it.") var model: String?
  @Option(help: "Print the most that so many wrong decisions of each kind.") var wrong = 0
  @Option(help: "Threads.") var threads = 2
  @Option(help: "The day asked about, which decides who is a child.") var asOf = "2026-03-01"

  func run() throws {
    if let names { try NameRace(path: names).run() }
    guard let records, let truth else { return }
    let file = try DelimitedFile(path: records)
    let form = try PeopleForm(header: file.header, path: records)
    let persons = file.rows.compactMap(form.person)
    let answers = try Answers(path: truth, keys: persons.map(\.key))
    let day = try PartialDate(asOf)
    guard let date = CivilDate(year: day.year, month: day.month ?? 1, day: day.day ?? 1) else {
      throw ValidationError("--as-of is a day such as 2026-03-01")
    }
    let watch = Stopwatch()
    let resolver = try Resolver(
      MatchingInput(persons: persons, extraNames: form.extraNames, asOf: date),
      on: Workers(threads: threads))
    let model = try resolver.estimateModel()
    let estimated = watch.wall
    let resolution = try resolver.resolve(with: model)
    let wall = watch.wall
    let cpu = watch.cpu
    let report = model.report
    print(
      "RESULT {\"records\": \(persons.count), \"seconds\": \(rounded(wall)), "
        + "\"cpu_s\": \(rounded(cpu)), \"estimate_s\": \(rounded(estimated)), "
        + "\"peak_mb\": \(rounded(Stopwatch.peakMegabytes)), "
        + "\"candidates\": \(resolution.candidatePairs), \"passes\": \(report.passes), "
        + "\"last_change\": \(rounded(report.lastChange, 6)), \"lambda\": \(model.lambda)}")
    let ours = OurResult(resolution, answers: answers)
    ours.show()
    if wrong > 0 { ours.showWrong(wrong, persons: persons) }
    if let peer { try PeerResult(path: peer, answers: answers).show() }
    if let pairs { try ours.write(to: pairs) }
    if let path = self.model { try writeText(model.text, to: path) }
  }
}

/// Writes a text file anew.
func writeText(_ text: String, to path: String) throws {
  guard let file = fopen(path, "wb") else { throw DelimitedFile.Failure.unreadable(path) }
  defer { fclose(file) }
  fputs(text, file)
}

/// A figure in so many places.
func rounded(_ value: Double, _ places: Int = 4) -> Double {
  var scale = 1.0
  for _ in 0..<places { scale *= 10 }
  return (value * scale).rounded() / scale
}
