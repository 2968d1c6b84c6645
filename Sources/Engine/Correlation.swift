import Archive
import Picture
import Primitives
import Signals
import Tasking
import Vocabulary

/// From what an archive holds to drawn lists, for one audience.
///
/// The holders' lists and those for somebody outside are the same work over different records: what
/// an audience may not see is left out before people are resolved, lines followed and rows ranked.
/// So nothing that comes out can tell of it.
struct Correlation {
  let archive: RecordArchive
  let configuration: EngineConfiguration
  let policy: ScorePolicy
  let workers: Workers
  let progress: ProgressSink
  var audience = Audience.holders

  /// Everything that was worked out.
  struct Outcome {
    var people: ResolvedPeople
    var answers: AskSignals.Answers
    var input: TaskingInput
    var drawn: DrawnLists
  }

  /// - Parameters:
  ///   - asked: The moment as it was asked for; nil for the newest that the audience may see.
  ///   - earlier: Where each subject stood in the run before.
  func run(asked: Instant?, earlier: EarlierRanks) throws -> Outcome {
    let (bare, people) = try assemble(asked: asked)
    let answers = try AskSignals(
      seed: configuration.seed, workers: workers, progress: progress,
      sightings: TrafficBook(
        archive: archive, configuration: configuration, workers: workers, progress: progress)
    ).run(on: bare)
    let input = tasking(answers, earlier: earlier)
    let drawn = measured("lists", progress) { DrawnLists(input) }
    return Outcome(people: people, answers: answers, input: input, drawn: drawn)
  }

  private func assemble(asked: Instant?) throws -> (RegionalPicture, ResolvedPeople) {
    let holdings = try measured("load", progress) {
      try AssemblePicture(
        archive: archive, configuration: configuration, workers: workers, audience: audience
      ).holdings(asked: asked)
    }
    let people = try measured("resolve", progress) {
      // The archive's identifiers of people come from nights that saw everything.
      try ResolvePeople(
        archive: archive, workers: workers, progress: progress,
        earlier: audience == .holders ? nil : []
      ).run(on: holdings)
    }
    let picture = measured("picture", progress) {
      RegionalPicture(holdings: holdings, entities: people.entities)
    }
    return (picture, people)
  }

  private func tasking(_ answers: AskSignals.Answers, earlier: EarlierRanks) -> TaskingInput {
    TaskingInput(
      picture: answers.picture, lineages: answers.lineages, vehicles: answers.vehicles.candidates,
      controllers: answers.controllers, periphery: answers.periphery, premises: answers.premises,
      links: answers.links, catalogue: SignalCatalogue.all, policy: policy, earlier: earlier,
      seed: configuration.seed)
  }
}
