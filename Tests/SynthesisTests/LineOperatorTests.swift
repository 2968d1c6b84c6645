import Primitives
import TestKit
import Testing

@testable import Synthesis

/// Goal: lines behave as the domain says they do.
/// Method: laws over the lines of a few small worlds, calm and adversarial.
struct LineOperatorTests {
  private func worlds() -> [World] {
    [1, 2, 3].flatMap { seed in
      [false, true].map { isAdversarial in
        World.make(WorldSettings(preset: .small, seed: seed, isAdversarial: isAdversarial))
      }
    }
  }

  @Test func numbersFollowOneAnotherWithASilenceBetween() {
    for world in worlds() {
      for line in world.lines {
        #expect(!line.numbers.isEmpty)
        for (old, new) in zip(line.numbers, line.numbers.dropFirst()) {
          #expect((7200...(62 * 3600)).contains(new.from - old.to))
          let stayed = Set(new.customers).intersection(old.customers).count
          let share = Double(stayed) / Double(old.customers.count)
          #expect(abs(share - new.carriedOver) < 0.2, "\(share), said to be \(new.carriedOver)")
          let isSame = world.phones[old.phone].handset == world.phones[new.phone].handset
          #expect(isSame == new.keptHandset)
        }
        for number in line.numbers {
          #expect(number.from < number.to)
          #expect(Set(number.customers).count == number.customers.count)
        }
      }
    }
  }

  @Test func tripsGoOutStayShortlyAndComeBack() {
    for world in worlds() {
      for line in world.lines {
        #expect(line.trips.contains { $0.leaves < world.finish })
        for trip in line.trips {
          #expect(trip.leaves < trip.arrives && trip.turns < trip.returns)
          #expect((9 * 60...41 * 60).contains(trip.turns - trip.arrives))
          #expect(trip.returns - trip.leaves < 86_400)
          #expect(line.markets.contains(trip.market))
        }
      }
    }
  }

  @Test func aHomeIsTakenForOneToSixWeeks() {
    for world in worlds() {
      let taken = world.homes.filter { !$0.cuckooed.isEmpty }
      #expect(!taken.isEmpty)
      for home in taken {
        for stay in home.cuckooed {
          #expect(stay.to - stay.from <= 42 * 86_400)
          #expect(stay.to - stay.from >= 7 * 86_400 || stay.to >= world.finish)
        }
      }
    }
  }

  @Test func headsAreAdultsAndSomeRunnersAreChildren() {
    for world in worlds() {
      for line in world.lines {
        for adult in [line.controller, line.second] + line.managers {
          #expect(world.roster.persons[adult].birth.wholeYears(to: world.settings.end) >= 18)
        }
        #expect(line.runners.contains { $0.age < 18 && $0.isExploited })
        #expect(line.runners.allSatisfy { (14...24).contains($0.age) })
      }
    }
  }
}
