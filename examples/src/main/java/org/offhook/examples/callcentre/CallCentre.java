// SPDX-License-Identifier: Apache-2.0
package org.offhook.examples.callcentre;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The line and the agents, and who gets whom. It does no I/O, starts no thread and knows no Asterisk: it is told what happened, and asked
 * what to do. Not thread-safe.
 *
 * <p>Whoever has joined first is first; a caller whom an agent lets down is still at the old place, because the time of joining is the
 * place. What is told of somebody who is not there (any more) is ignored, so events may come twice or late.
 */
public final class CallCentre {

    /** A caller who hung up that shortly before Asterisk was lost may have been hung up by its end. */
    static final Duration LAST_MOMENTS = Duration.ofSeconds(5);
    /** An agent who has picked up to call somebody back does so within this time, or never. */
    private static final Duration TO_BEGIN = Duration.ofSeconds(5);

    private record Departure(Caller caller, Instant at) {}

    private final Settings settings;
    private final Strategy strategy;
    private final InstantSource clock;
    private final Map<String, Seat> seats = new TreeMap<>();
    private final Map<String, Caller> waiting = new LinkedHashMap<>();
    private final Deque<Departure> departures = new ArrayDeque<>();

    private int answered;
    private int inTime;
    private int abandoned;
    private int overflowed;
    private int callBacks;
    private Duration waited = Duration.ZERO;

    /** An empty one. */
    public CallCentre(Settings settings, InstantSource clock) {
        this.settings = settings;
        this.clock = clock;
        strategy = settings.strategy();
        settings.agents().forEach(agent -> seats.put(agent.id(), new Seat(agent, clock.instant())));
    }

    // Callers

    /** Somebody waits, at the place that the time of joining gives; again, if the id is known already. */
    public void join(Caller caller) {
        waiting.put(caller.id(), caller);
    }

    /** The place of a caller: 1 is next. Empty if the caller does not wait. */
    public Optional<Integer> position(String callerId) {
        return waiting.containsKey(callerId)
                ? Optional.of(line().stream().map(Caller::id).toList().indexOf(callerId) + 1)
                : Optional.empty();
    }

    /** A caller hangs up and wants to be called at this number, at the same place of the line; false if the caller does not wait. */
    public boolean callBack(String callerId, String number) {
        Caller caller = waiting.get(callerId);
        if (caller == null || number.isEmpty()) {
            return false;
        }
        deskOf(callerId).ifPresent(seat -> seat.hungUp(AgentState.FREE, now()));
        waiting.put(callerId, caller.toBeCalledBack(number, now().plus(settings.callBackDelay())));
        callBacks++;
        return true;
    }

    /** A caller has waited too long and is sent elsewhere. False, and nothing happens, if an agent's phone rings for the caller already. */
    public boolean overflow(String callerId) {
        if (deskOf(callerId).isPresent() || waiting.remove(callerId) == null) {
            return false;
        }
        overflowed++;
        return true;
    }

    /** A caller on the line is gone: hung up, or the talk is over. Somebody to be called back stays. */
    public void gone(String callerId) {
        Caller caller = waiting.get(callerId);
        if (caller == null) {
            ended(callerId);
        } else if (!caller.isCallBack()) {
            waiting.remove(callerId);
            deskOf(callerId).ifPresent(seat -> seat.hungUp(AgentState.FREE, now()));
            departures.add(new Departure(caller, now()));
            abandoned++;
        }
    }

    // Calls

    /** Callers for free agents, first come first served; the agents' phones ring from now on. */
    public List<Assignment> assign(Predicate<Caller> reachable) {
        List<Assignment> assignments = new ArrayList<>();
        for (Caller caller : line()) {
            if (deskOf(caller.id()).isPresent() || caller.notBefore().isAfter(now()) || !reachable.test(caller)) {
                continue;
            }
            List<Strategy.Free> able = seats.values().stream()
                    .filter(seat -> seat.isFree() && seat.agent.canTake(caller))
                    .map(seat -> new Strategy.Free(seat.agent, seat.since()))
                    .toList();
            if (!able.isEmpty()) {
                Seat seat = seat(strategy.choose(able).agent().id());
                seat.ring(caller, now());
                assignments.add(new Assignment(caller, seat.agent, seat.device()));
            }
        }
        return assignments;
    }

    /** An agent has picked up to call somebody back; false if this caller is not for an agent any more. */
    public boolean callsBack(String callerId) {
        Optional<Seat> seat = deskOf(callerId).filter(ringing -> waiting.containsKey(callerId));
        seat.ifPresent(talking -> talking.talk(now()));
        return seat.isPresent();
    }

    /** Agent and caller talk. */
    public void answered(String callerId) {
        Optional<Seat> seat = deskOf(callerId);
        Caller caller = waiting.get(callerId);
        if (seat.isEmpty() || caller == null) {
            return;
        }
        waiting.remove(callerId);
        seat.get().talk(now());
        count(caller);
    }

    /** The agent did not answer: is paused, and the caller waits on. False if no phone rings for the caller. */
    public boolean notAnswered(String callerId) {
        Optional<Seat> seat = deskOf(callerId).filter(ringing -> ringing.state() == AgentState.RINGING);
        seat.ifPresent(ringing -> ringing.hungUp(AgentState.PAUSED, now()));
        return seat.isPresent();
    }

    /** Nobody knows what became of the attempt: the caller waits on, the agent is free. False if there was none. */
    public boolean notTried(String callerId) {
        Optional<Seat> seat = deskOf(callerId);
        seat.ifPresent(ringing -> ringing.hungUp(AgentState.FREE, now()));
        return seat.isPresent();
    }

    /** A call-back was not answered: later again, or never. */
    public void notReached(String callerId) {
        deskOf(callerId).ifPresent(seat -> seat.talked(now()));
        Caller caller = waiting.get(callerId);
        if (caller == null) {
            return;
        }
        Caller later = caller.calledInVain(now().plus(settings.callBackPause()));
        if (later.attempts() < settings.callBackAttempts()) {
            waiting.put(callerId, later);
        } else {
            waiting.remove(callerId);
            abandoned++;
        }
    }

    /** A talk is over; the agent has time to wrap up. False if there was none. */
    public boolean ended(String callerId) {
        Optional<Seat> seat = waiting.containsKey(callerId) ? Optional.empty() : deskOf(callerId);
        seat.ifPresent(talking -> talking.talked(now()));
        return seat.isPresent();
    }

    /** Somebody else takes a caller. False if the caller did not wait. */
    public boolean taken(String callerId) {
        Caller caller = waiting.remove(callerId);
        if (caller == null) {
            return false;
        }
        deskOf(callerId).ifPresent(seat -> seat.hungUp(AgentState.FREE, now()));
        count(caller);
        return true;
    }

    private void count(Caller caller) {
        Duration wait = Duration.between(caller.joined(), now());
        answered++;
        waited = waited.plus(wait);
        if (wait.compareTo(settings.target()) <= 0) {
            inTime++;
        }
    }

    // Agents

    /** An agent takes calls from now on. False if there is none of this number, or no phone. */
    public boolean logIn(String agentId, String phone) {
        Seat seat = seats.get(agentId);
        if (seat == null || (phone.isEmpty() && seat.agent.device().isEmpty())) {
            return false;
        }
        seat.sitDown(phone, now());
        return true;
    }

    /** An agent takes no more calls, from now on or after this one. False if there is none of this number. */
    public boolean logOut(String agentId) {
        return want(agentId, AgentState.OFF);
    }

    /** An agent takes no calls for some time, from now on or after this one. False if no such agent is logged in. */
    public boolean pause(String agentId) {
        return isLoggedIn(agentId) && want(agentId, AgentState.PAUSED);
    }

    /** An agent is back, or has wrapped up. False if no such agent is logged in. */
    public boolean resume(String agentId) {
        return isLoggedIn(agentId) && want(agentId, AgentState.FREE);
    }

    private boolean isLoggedIn(String agentId) {
        Seat seat = seats.get(agentId);
        return seat != null && seat.state() != AgentState.OFF;
    }

    private boolean want(String agentId, AgentState state) {
        Seat seat = seats.get(agentId);
        if (seat == null) {
            return false;
        }
        seat.want(state, now());
        return true;
    }

    /**
     * Looks at the time: who has wrapped up is free, and who picked up to call somebody back and then did not is paused. Whether there is
     * anybody.
     */
    public boolean tick() {
        List<Seat> ready = seats.values().stream()
                .filter(seat -> seat.state() == AgentState.WRAP_UP)
                .filter(seat -> !seat.since().plus(settings.wrapUp()).isAfter(now()))
                .toList();
        ready.forEach(seat -> seat.want(AgentState.FREE, now()));
        List<String> unheard = seats.values().stream()
                .filter(seat -> seat.state() == AgentState.RINGING)
                .filter(seat ->
                        !seat.since().plus(settings.ring()).plus(TO_BEGIN).isAfter(now()))
                .flatMap(seat -> seat.caller().stream())
                .filter(Caller::isCallBack)
                .map(Caller::id)
                .toList();
        unheard.forEach(this::notAnswered); // picked up and hung up, before a script began
        departures.removeIf(
                departure -> departure.at().plus(Duration.ofHours(1)).isBefore(now()));
        return !ready.isEmpty() || !unheard.isEmpty();
    }

    // Restarts

    /** Everything that must not be forgotten. */
    public Memory remember(String boot) {
        List<Memory.Desk> desks = seats.values().stream()
                .map(seat -> new Memory.Desk(
                        seat.agent.id(),
                        seat.device(),
                        seat.state(),
                        seat.since(),
                        seat.afterwards(),
                        seat.caller().orElse(null)))
                .toList();
        return new Memory(boot, List.copyOf(waiting.values()), desks);
    }

    /** What was, before this program was started again. Call-backs that were under way begin again. */
    public void restore(Memory memory) {
        memory.waiting().forEach(this::join);
        for (Memory.Desk desk : memory.desks()) {
            Seat seat = seats.get(desk.id());
            if (seat != null) {
                seat.restore(desk);
                seat.caller().filter(Caller::isCallBack).ifPresent(caller -> seat.talked(now()));
            }
        }
    }

    /** Callers who wait or talk with their own call. */
    public Set<String> onTheLine() {
        Set<String> ids = seats.values().stream()
                .flatMap(seat -> seat.caller().stream())
                .filter(caller -> !caller.isCallBack())
                .map(Caller::id)
                .collect(Collectors.toSet());
        waiting.values().stream().filter(caller -> !caller.isCallBack()).forEach(caller -> ids.add(caller.id()));
        return ids;
    }

    /**
     * Asterisk has been started again: all calls are gone. Who waited, and has a number, is to be called back; who hung up just before it
     * was lost, too, because its end may have looked like that.
     *
     * @param calls whose calls are gone
     * @param lost when Asterisk was lost
     */
    public void restarted(Collection<String> calls, Instant lost) {
        for (Departure departure : List.copyOf(departures)) {
            if (!departure.at().isBefore(lost.minus(LAST_MOMENTS))
                    && !departure.caller().number().isEmpty()) {
                abandoned--;
                join(departure.caller());
                callBack(departure.caller().id(), departure.caller().number());
            }
        }
        departures.clear();
        for (String id : calls) {
            Caller caller = waiting.get(id);
            if (caller == null || !callBack(id, caller.number())) {
                gone(id);
            }
        }
        departures.clear();
    }

    // Views

    /** For the wallboard. */
    public Snapshot snapshot(boolean online) {
        List<Snapshot.Line> lines = line().stream()
                .map(caller -> new Snapshot.Line(
                        caller.id(),
                        caller.shown(),
                        caller.skill(),
                        caller.isCallBack(),
                        caller.joined().toEpochMilli(),
                        deskOf(caller.id()).map(seat -> seat.agent.name()).orElse("")))
                .toList();
        List<Snapshot.Desk> desks = seats.values().stream()
                .map(seat -> new Snapshot.Desk(
                        seat.agent.id(),
                        seat.agent.name(),
                        seat.agent.skills().stream().sorted().toList(),
                        seat.state(),
                        seat.since().toEpochMilli(),
                        seat.caller().map(Caller::shown).orElse(""),
                        seat.caller().map(Caller::id).orElse("")))
                .toList();
        return new Snapshot(
                now().toEpochMilli(),
                online,
                !settings.supervisor().isEmpty(),
                settings.target().toMillis(),
                lines,
                desks,
                new Snapshot.Totals(
                        answered,
                        inTime,
                        abandoned,
                        overflowed,
                        callBacks,
                        answered == 0 ? 0 : waited.toMillis() / answered));
    }

    /** What an agent does; empty if there is none of this number. */
    public Optional<AgentState> state(String agentId) {
        return Optional.ofNullable(seats.get(agentId)).map(Seat::state);
    }

    /** With whom an agent talks, or for whom the phone rings. */
    public Optional<Caller> callerOf(String agentId) {
        return Optional.ofNullable(seats.get(agentId)).flatMap(Seat::caller);
    }

    /** Everybody who waits, first come first. */
    public List<Caller> line() {
        return waiting.values().stream()
                .sorted(Comparator.comparing(Caller::joined))
                .toList();
    }

    private Optional<Seat> deskOf(String callerId) {
        return seats.values().stream().filter(seat -> seat.has(callerId)).findFirst();
    }

    private Seat seat(String agentId) {
        Seat seat = seats.get(agentId);
        if (seat == null) {
            throw new IllegalStateException("the strategy chose " + agentId + ", who is not there");
        }
        return seat;
    }

    private Instant now() {
        return clock.instant();
    }
}
