use std::cmp::Reverse;
use std::collections::{BinaryHeap, HashMap, VecDeque};
use std::time::{Duration, Instant};

/// Whose turn it is: tasks wait in a queue for each host, a host is asked by one at a time, and not before a pause since
/// it was asked last.
#[derive(Debug)]
pub(super) struct Schedule<T> {
    hosts: HashMap<String, Host<T>>,
    /// The hosts that something waits for and that nobody asks, by the time of their turn. `u64` keeps the order of those
    /// with the same time.
    turns: BinaryHeap<Reverse<(Instant, u64, String)>>,
    pause: Duration,
    count: u64,
    busy: usize,
}

#[derive(Debug)]
struct Host<T> {
    queue: VecDeque<T>,
    next: Instant,
    is_busy: bool,
    pause: Duration,
}

/// What a worker is to do.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Turn<T> {
    /// This, for this host, which is busy until [`Schedule::done`].
    Work(String, T),
    /// To wait until then, or until something is done.
    Wait(Instant),
    /// To wait until something is done.
    WaitForOthers,
    /// To go.
    Finished,
}

impl<T> Schedule<T> {
    /// No tasks, and hosts that are asked no sooner than `pause` after they were.
    pub(super) fn new(pause: Duration) -> Self {
        Schedule { hosts: HashMap::new(), turns: BinaryHeap::new(), pause, count: 0, busy: 0 }
    }

    /// Adds a task behind others of its host.
    pub(super) fn push(&mut self, host: &str, task: T, now: Instant) {
        self.add(host, task, now, VecDeque::push_back);
    }

    /// Adds a task before others of its host: what was begun is brought to its end first.
    pub(super) fn push_front(&mut self, host: &str, task: T, now: Instant) {
        self.add(host, task, now, VecDeque::push_front);
    }

    fn add(&mut self, host: &str, task: T, now: Instant, place: fn(&mut VecDeque<T>, T)) {
        let pause = self.pause;
        let new = || Host { queue: VecDeque::new(), next: now, is_busy: false, pause };
        let entry = self.hosts.entry(host.to_owned()).or_insert_with(new);
        let is_first = entry.queue.is_empty();
        place(&mut entry.queue, task);
        if is_first && !entry.is_busy {
            let next = entry.next;
            self.turn(next, host.to_owned());
        }
    }

    fn turn(&mut self, at: Instant, host: String) {
        self.count += 1;
        self.turns.push(Reverse((at, self.count, host)));
    }

    /// The next thing to do.
    pub(super) fn take(&mut self, now: Instant) -> Turn<T> {
        let Some(Reverse((at, _, _))) = self.turns.peek() else {
            return if self.busy == 0 { Turn::Finished } else { Turn::WaitForOthers };
        };
        if *at > now {
            return Turn::Wait(*at);
        }
        let Some(Reverse((_, _, name))) = self.turns.pop() else { return Turn::WaitForOthers };
        let task = self.hosts.get_mut(&name).and_then(|host| {
            host.is_busy = true;
            host.next = now + host.pause;
            host.queue.pop_front()
        });
        match task {
            Some(task) => {
                self.busy += 1;
                Turn::Work(name, task)
            }
            None => self.take(now),
        }
    }

    /// Frees a host, which is asked again no sooner than `rest` from now.
    pub(super) fn done(&mut self, name: &str, rest: Duration, now: Instant) {
        self.busy -= 1;
        let Some(host) = self.hosts.get_mut(name) else { return };
        host.is_busy = false;
        host.next = host.next.max(now + rest);
        if !host.queue.is_empty() {
            let next = host.next;
            self.turn(next, name.to_owned());
        }
    }

    /// Asks a host less often than others, as it wishes.
    pub(super) fn slow_down(&mut self, name: &str, pause: Duration) {
        if let Some(host) = self.hosts.get_mut(name) {
            host.pause = host.pause.max(pause);
        }
    }

    /// Takes away all that waits for a host.
    pub(super) fn drain(&mut self, name: &str) -> Vec<T> {
        self.hosts.get_mut(name).map(|host| host.queue.drain(..).collect()).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAUSE: Duration = Duration::from_secs(1);

    #[test]
    fn hosts_take_turns_and_none_is_asked_twice_at_once() {
        let start = Instant::now();
        let mut schedule = Schedule::new(PAUSE);
        for (host, task) in [("a", 1), ("a", 2), ("b", 3)] {
            schedule.push(host, task, start);
        }
        assert_eq!(schedule.take(start), Turn::Work("a".to_owned(), 1));
        assert_eq!(schedule.take(start), Turn::Work("b".to_owned(), 3));
        assert_eq!(schedule.take(start + PAUSE), Turn::WaitForOthers, "`a` is busy");
        schedule.done("a", Duration::ZERO, start);
        assert_eq!(schedule.take(start), Turn::Wait(start + PAUSE));
        assert_eq!(schedule.take(start + PAUSE), Turn::Work("a".to_owned(), 2));
        schedule.done("a", Duration::ZERO, start);
        schedule.done("b", Duration::ZERO, start);
        assert_eq!(schedule.take(start), Turn::Finished);
    }

    #[test]
    fn a_host_rests_as_long_as_it_asks_to() {
        let start = Instant::now();
        let mut schedule = Schedule::new(PAUSE);
        schedule.push("a", 1, start);
        schedule.push("a", 2, start);
        assert_eq!(schedule.take(start), Turn::Work("a".to_owned(), 1));
        schedule.push_front("a", 1, start);
        schedule.done("a", Duration::from_secs(30), start);
        assert_eq!(schedule.take(start), Turn::Wait(start + Duration::from_secs(30)));
        assert_eq!(schedule.take(start + Duration::from_secs(30)), Turn::Work("a".to_owned(), 1));
        assert_eq!(schedule.drain("a"), [2]);
        schedule.done("a", Duration::ZERO, start);
        assert_eq!(schedule.take(start), Turn::Finished);
    }

    #[test]
    fn a_host_may_ask_for_longer_pauses() {
        let start = Instant::now();
        let mut schedule = Schedule::new(PAUSE);
        schedule.push("a", 1, start);
        schedule.push("a", 2, start);
        schedule.slow_down("a", Duration::from_secs(5));
        assert_eq!(schedule.take(start), Turn::Work("a".to_owned(), 1));
        schedule.done("a", Duration::ZERO, start);
        assert_eq!(schedule.take(start), Turn::Wait(start + Duration::from_secs(5)));
    }
}
