import Testing

@testable import Statistics

/// Nothing traps and nothing but the documented NaN comes out, whatever goes in.
@Suite struct RobustnessTests {
  static let odd: [Double] = [
    .nan, -.infinity, -1e300, -1, -0.0, 0, .leastNonzeroMagnitude, 1e-300, 1e-9, 0.3, 1, 7, 1e9, 1e18, 1e300, .infinity,
  ]

  @Test func likelihoodsAreFinite() {
    for n in Self.odd {
      for x in Self.odd {
        let count = EventCount(trials: n, events: x)
        for p in Self.odd {
          let mixture = BetaBinomialMixture(count)
          #expect(mixture.logEvidence(rate: p).isFinite)
          #expect(mixture.interval(alpha: p).upper.isFinite)
          #expect(RateLikelihood.logRatio(count, alternative: p, null: 0.01, variance: n).isFinite)
          #expect(RateLikelihood.logRatio(count, alternative: 0.3, null: p, variance: 0.02).isFinite)
          let pair = CountPair(candidate: count, stable: EventCount(trials: 10, events: 3))
          for counts in [pair, CountPair(candidate: pair.stable, stable: pair.candidate)] {
            #expect(SplitLikelihood(counts: counts, nullRatio: 1.1, variance: p).logRatio(alternative: 2).isFinite)
            #expect(SplitLikelihood(counts: counts, nullRatio: p, variance: 0.1).logRatio(alternative: 2).isFinite)
            #expect(SplitLikelihood(counts: counts, nullRatio: 1.1, variance: 0.1).logRatio(alternative: p).isFinite)
            let rates = RatePair(candidate: p, stable: 0.2)
            let projection = HalfPlaneProjection(rates, null: .atLeast, ratio: 1, margin: 0.3, counts: counts)
            #expect(projection.map { $0.logEvidence(counts).isFinite } ?? true)
            let steep = HalfPlaneProjection(
              RatePair(candidate: 0.9, stable: 0.1), null: .atMost, ratio: p, margin: x, counts: counts)
            #expect(steep.map { $0.logEvidence(counts).isFinite } ?? true)
          }
        }
      }
    }
  }

  @Test func specialFunctionsDoNotTrap() {
    for a in Self.odd {
      #expect(SpecialFunctions.logGamma(a).isNaN == (a.isNaN || a < 0))
      for b in Self.odd {
        _ = SpecialFunctions.logGammaRatio(a, b)
        _ = SpecialFunctions.logBeta(a, b)
        #expect(!LogDomain.add(LogDomain.bounded(a), LogDomain.bounded(b)).isNaN)
        _ = CounterIncrease.between(a, b)
        _ = CumulativeHistogram(bounds: [a, b, .infinity], counts: [b, a, 3]).quantile(a)
        _ = BurnRate(counts: EventCount(trials: a, events: b), objective: a, window: b, period: a)
        _ = AdvanceForecast.information(
          stableRate: a, weight: b, margin: AdvanceMargin(ratio: b, rate: a).entering(weight: a))
        _ = AdvanceForecast.requests(information: a, falsePromotion: b)
      }
    }
  }

  @Test func comparisonsStayFiniteAndDoNotTrap() {
    for a in Self.odd {
      for b in Self.odd {
        var comparison = SequentialComparison(
          plan: .init(
            tolerance: .init(ratio: a, floor: b), margin: AdvanceMargin(ratio: b, rate: a),
            relaxed: AdvanceMargin(ratio: a, rate: b), weights: [a, b], blockLength: a, maximumDuration: b),
          history: EventCount(trials: b, events: a))
        for step in [-3, 0, 1, 2, Int.max] {
          let counts = CountPair(
            candidate: EventCount(trials: a, events: b), stable: EventCount(trials: b, events: a))
          comparison.observe(
            counts, from: a, step: step, weight: b,
            noise: BlockNoise(podVariance: a, candidatePods: step, stablePods: -1))
          let evidence = comparison.rollbackEvidence(step: step)
          #expect(evidence.total.isFinite && evidence.pooled.isFinite)
          #expect(comparison.advanceLogEvidence(step: step).isFinite)
          #expect(comparison.relaxedLogEvidence.isFinite)
        }
      }
    }
  }

  @Test func distributionsDoNotTrap() {
    for a in Self.odd {
      #expect(NormalDistribution.quantile(a).isNaN == !(0...1).contains(a))
      _ = NormalDistribution.cumulative(a)
      _ = KolmogorovDistribution.upperTail(a)
      _ = KolmogorovDistribution.upperQuantile(a)
      for b in Self.odd {
        _ = ChiSquaredDistribution.upperTail(a, degreesOfFreedom: b)
        _ = ChiSquaredDistribution.quantile(a, degreesOfFreedom: b)
        _ = StudentDistribution.twoSidedTail(a, degreesOfFreedom: b)
        for c in Self.odd {
          let share = SpecialFunctions.incompleteBeta(a, b, c)
          #expect(share.isNaN || (0...1).contains(share), "\(a) \(b) \(c)")
        }
        let share = SpecialFunctions.incompleteGamma(a, b)
        #expect(share.isNaN || (0...1).contains(share), "\(a) \(b)")
      }
    }
  }

  @Test func watchesStayFinite() {
    for a in Self.odd {
      for b in Self.odd {
        var (means, ratio) = (MeanDifference(), SampleRatio(precision: a))
        var betting = BettingProcess(bound: a, alpha: b) ?? BettingProcess(bound: 0.3, alpha: 0.01)
        var detector = ChangeDetector(healthy: a, harmful: b) ?? ChangeDetector(healthy: 0.1, harmful: 0.2)
        for c in Self.odd {
          means.observe(candidate: .init(count: a, value: b), stable: .init(count: c, value: a))
          ratio.observe(candidate: a, stable: b, share: c)
          betting?.observe(c)
          detector?.observe(EventCount(trials: a, events: c))
          #expect(ratio.total.isFinite)
          _ = WaldBound(stable: a, candidate: b, alpha: c, tolerance: .init(ratio: b, floor: c))
          _ = NormalMixture(alpha: a, tunedFor: b)?.twoSidedRadius(n: c, deviation: a)
          let counts = CountPair(
            candidate: EventCount(trials: a, events: b), stable: EventCount(trials: c, events: a))
          let projection = PoissonProjection(
            RatePair(candidate: a, stable: b), ratio: c, margin: abs(a), counts: counts)
          #expect(projection.map { $0.logEvidence(counts).isFinite } ?? true)
        }
        #expect(betting?.logEvidence.isFinite == true && detector?.logRoberts.isFinite == true)
        if let mixture = NormalMixture(alpha: 0.05, tunedFor: 40), let interval = means.interval(mixture) {
          #expect(interval.difference.isFinite && interval.radius.isFinite)
        }
      }
    }
  }

  @Test func histogramsAndReportsDoNotTrap() {
    for a in Self.odd {
      for b in Self.odd {
        if let samples = BinnedSamples(reference: [a, b, 3], current: [b, 2, a]) {
          #expect(PopulationStability(samples).index.isFinite)
          #expect(JensenShannon(samples).distance.isFinite)
          #expect(KolmogorovSmirnov(samples).p.isFinite)
          #expect(HomogeneityTest(samples).statistic.isFinite)
          _ = WassersteinDistance(samples, points: [a, b, 1e9])?.threshold(alpha: a)
        }
        _ = DirichletMultinomial(shares: [a, b], precision: a)?.logEvidence([b, a])
        _ = RankComparison.mannWhitney([a, b, 1], [b, 2], alternative: .twoSided)
        _ = RankComparison.shift([a, b], [b], confidence: a)
        _ = WelchTest(.init(mean: a, deviation: b, count: a), .init(mean: b, deviation: a, count: b))
        let histogram = NativeHistogram(
          schema: 8, zeroThreshold: a, zeroCount: b, positive: [1 << 19: 2, -(1 << 19): 1], negative: [3: 1])
        for q in Self.odd {
          _ = histogram?.quantile(q)
          _ = histogram?.count(atMost: q)
        }
        _ = MultipleTests.holm([a, b], alpha: a)
      }
    }
  }
}
