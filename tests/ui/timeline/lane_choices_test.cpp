#include "ui/timeline/lane_choices_text.h"

#include <QTest>

using namespace simul;

namespace {

LaneKey task(const char* name, std::uint32_t which = 0) {
    return {LaneKey::Kind::Task, name, which};
}

} // namespace

class LaneChoicesTest : public QObject {
    Q_OBJECT

private slots:
    void whatIsPinnedIsNotHidden() {
        LaneChoices choices;
        choices.hide(task("A"), true);
        choices.pin(task("A"), true);
        QVERIFY(choices.hidden.empty());
        choices.hide(task("A"), true);
        QVERIFY(choices.pinned.empty());
    }
    void pinnedLanesHaveAnOrderOfTheirOwn() {
        LaneChoices choices;
        for (const char* name : {"A", "B", "C"})
            choices.pin(task(name), true);
        choices.move(task("A"), task("B"));
        QCOMPARE(choices.pinned, (std::vector{task("B"), task("A"), task("C")}));
        choices.move(task("C"), std::nullopt);
        QCOMPARE(choices.pinned, (std::vector{task("C"), task("B"), task("A")}));
        QVERIFY(choices.moves.empty());
    }
    void stepByStepIsOneMove() {
        LaneChoices choices;
        choices.move(task("A"), task("B"));
        choices.move(task("A"), task("C"));
        QCOMPARE(choices.moves, (std::vector{LaneChoices::Move{task("A"), task("C")}}));
    }
    void textComesBack() {
        LaneChoices choices;
        choices.pin({LaneKey::Kind::Worker, "Judit: the \"master\""}, true);
        choices.hide({LaneKey::Kind::Resource, "Ресурс", 3}, true);
        choices.move(task("A"), task("B", 12));
        choices.move(task("C"), std::nullopt);
        choices.setHeight({LaneKey::Kind::Cpu, "CPU 1"}, 40);
        choices.panels["sync"] = {.collapsed = true, .foldsTasks = true};
        QCOMPARE(laneChoicesFrom(textOf(choices)), choices);
        QCOMPARE(laneChoicesFrom(textOf(LaneChoices{})), LaneChoices{});
    }
    void badTextIsLeftOut() {
        const LaneChoices choices = laneChoicesFrom(
            R"({"pinned":["t0:A","","t:B","x0:C","t0",7],"moves":[["t0:A",5],[],7,["t0:B"]],"heights":{"t0:A":99999,"?":1}})");
        QCOMPARE(choices.pinned, std::vector{task("A")});
        QCOMPARE(choices.moves, (std::vector{LaneChoices::Move{task("B"), {}}}));
        QCOMPARE(choices.heights.at(task("A")), mostLaneHeight);
        QCOMPARE(choices.heights.size(), std::size_t{1});
        QCOMPARE(laneChoicesFrom("nonsense"), LaneChoices{});
        QCOMPARE(laneChoicesFrom(R"({"panels":{"sync":["unheard of"]}})"), LaneChoices{});
    }
};

QTEST_GUILESS_MAIN(LaneChoicesTest)
#include "lane_choices_test.moc"
