#include "engine/net/admission.h"

#include <QtTest/QtTest>
#include <array>

using namespace simul;

namespace {
using Tickets = std::array<Admission::Ticket, 6>;
} // namespace

class AdmissionTest : public QObject {
    Q_OBJECT

private slots:
    void firstComeFirstServed() {
        Tickets tickets;
        Admission::Host host{.most = 9};
        Admission admission({.atOnce = 2});
        for (Admission::Ticket& ticket : tickets)
            admission.enter(ticket, host);
        for (std::size_t index = 0; index < tickets.size(); ++index) {
            QCOMPARE(admission.next(), &tickets[index]);
            if (index >= 1)
                admission.leave(tickets[index - 1]);
            else
                QVERIFY(admission.hasNext());
        }
        QVERIFY(!admission.hasNext());
        QCOMPARE(admission.next(), nullptr);
        admission.leave(tickets.back());
    }

    void noMoreThanThereMayBeAtOnce() {
        Tickets tickets;
        Admission::Host host{.most = 9};
        Admission admission({.atOnce = 2});
        for (Admission::Ticket& ticket : tickets)
            admission.enter(ticket, host);
        admission.next();
        admission.next();
        QVERIFY(!admission.hasNext());
        QCOMPARE(admission.next(), nullptr);
        for (Admission::Ticket& ticket : tickets)
            admission.leave(ticket);
        QCOMPARE(host.admitted, std::size_t{0});
    }

    void aBusyHostHoldsNobodyElseUp() {
        Tickets tickets;
        Admission::Host busy{.most = 1};
        Admission::Host other{.most = 1};
        Admission admission({.atOnce = 9});
        admission.enter(tickets[0], busy);
        admission.enter(tickets[1], busy);
        admission.enter(tickets[2], busy);
        admission.enter(tickets[3], other);
        QCOMPARE(admission.next(), &tickets[0]);
        QCOMPARE(admission.next(), &tickets[3]);
        QCOMPARE(admission.next(), nullptr);
        admission.leave(tickets[1]); // gave up while it waited for its host
        QCOMPARE(admission.next(), nullptr);
        admission.leave(tickets[0]);
        QCOMPARE(admission.next(), &tickets[2]);
        admission.leave(tickets[2]);
        admission.leave(tickets[3]);
        QCOMPARE(busy.admitted, std::size_t{0});
        QCOMPARE(other.admitted, std::size_t{0});
    }

    /// Whoever gives up in the line makes room for another of its host.
    void whoLeavesTheLineMakesRoom() {
        Tickets tickets;
        Admission::Host host{.most = 1};
        Admission admission({.atOnce = 9});
        admission.enter(tickets[0], host);
        admission.enter(tickets[1], host);
        admission.leave(tickets[0]);
        QCOMPARE(admission.next(), &tickets[1]);
        admission.enter(tickets[0], host); // and may come again
        QCOMPARE(admission.next(), nullptr);
        admission.leave(tickets[1]);
        QCOMPARE(admission.next(), &tickets[0]);
        admission.leave(tickets[0]);
    }
};

QTEST_GUILESS_MAIN(AdmissionTest)
#include "admission_test.moc"
