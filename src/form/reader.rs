//! Reading in steps, for hosts that show progress, may give up, and have not everything at hand.

use super::document::{Document, Form};
use super::error::FormError;
use super::pdf::{self, CMaps, CharacterCollection, Step};
use super::{detect, whole};

/// Reads a document of a form, a page of a PDF a step; all else is read in one.
///
/// ```
/// use banmian::form::{CMaps, FormError, Reader, Step};
/// let hocr = "<html><body class='ocr_page'><span class='ocr_line'>市图书馆开馆</span></body></html>";
/// let mut reader = Reader::new(hocr.into(), None, CMaps::built_in())?;
/// while reader.step()? != Step::Done {}
/// assert_eq!(reader.finish()?.text, "市图书馆开馆\n");
/// # Ok::<(), FormError>(())
/// ```
pub struct Reader {
    form: Form,
    /// The form that the bytes tell.
    found: Option<Form>,
    work: Work,
}

enum Work {
    Pdf(Box<pdf::Reader>),
    /// What is read in one step.
    Whole(Vec<u8>),
    Read(Document),
}

impl Reader {
    /// A reader of bytes in the form that they tell, or in one that is named.
    ///
    /// ```
    /// use banmian::form::{CMaps, FormError, Reader};
    /// assert_eq!(Reader::new(b"news".to_vec(), None, CMaps::built_in()).err(), Some(FormError::Unknown));
    /// ```
    ///
    /// # Errors
    ///
    /// What keeps the text from being read, as a sentence that a reader can act on.
    pub fn new(bytes: Vec<u8>, form: Option<Form>, cmaps: CMaps) -> Result<Self, FormError> {
        let found = detect(&bytes);
        let form = form.or(found).ok_or(FormError::Unknown)?;
        let work = if form == Form::Pdf {
            pdf::Reader::new(bytes, cmaps).map(|reader| Work::Pdf(Box::new(reader)))
        } else {
            whole::check(&bytes, form, found).map(|()| Work::Whole(bytes))
        };
        Ok(Self { form, found, work: work.map_err(|error| whole::not_of_form(error, form, found))? })
    }

    /// The form that is read.
    ///
    /// ```
    /// # use banmian::form::{CMaps, Form, FormError, Reader};
    /// assert_eq!(Reader::new(b"<alto>".to_vec(), None, CMaps::built_in())?.form(), Form::Alto);
    /// # Ok::<(), FormError>(())
    /// ```
    pub fn form(&self) -> Form {
        self.form
    }

    /// How many steps there are, without those that are made again.
    ///
    /// ```
    /// # use banmian::form::{CMaps, FormError, Reader};
    /// assert_eq!(Reader::new(b"<alto>".to_vec(), None, CMaps::built_in())?.count(), 1);
    /// # Ok::<(), FormError>(())
    /// ```
    pub fn count(&self) -> usize {
        if let Work::Pdf(reader) = &self.work { reader.count() } else { 1 }
    }

    /// How many of them are made.
    ///
    /// ```
    /// # use banmian::form::{CMaps, FormError, Reader};
    /// assert_eq!(Reader::new(b"<alto>".to_vec(), None, CMaps::built_in())?.done(), 0);
    /// # Ok::<(), FormError>(())
    /// ```
    pub fn done(&self) -> usize {
        match &self.work {
            Work::Pdf(reader) => reader.done(),
            Work::Whole(_) => 0,
            Work::Read(_) => 1,
        }
    }

    /// Takes the maps of a collection, or bytes that are none where they cannot be had; whether they are.
    /// What is read without them has U+FFFD for characters that only they tell, and a remark says so.
    ///
    /// ```
    /// # use banmian::form::{CharacterCollection, CMaps, FormError, Reader};
    /// let mut reader = Reader::new(b"<alto>".to_vec(), None, CMaps::on_demand())?;
    /// assert!(!reader.give_cmaps(CharacterCollection::Gb1, b""));
    /// # Ok::<(), FormError>(())
    /// ```
    pub fn give_cmaps(&mut self, collection: CharacterCollection, pack: &[u8]) -> bool {
        if let Work::Pdf(reader) = &self.work { reader.cmaps().give(collection, pack) } else { false }
    }

    /// Reads on.
    ///
    /// ```
    /// # use banmian::form::{CMaps, FormError, Reader};
    /// let mut reader = Reader::new(b"<alto>".to_vec(), None, CMaps::built_in())?;
    /// assert_eq!(reader.step(), Err(FormError::Damaged { what: "ALTO" }));
    /// # Ok::<(), FormError>(())
    /// ```
    ///
    /// # Errors
    ///
    /// As [`Self::new`].
    pub fn step(&mut self) -> Result<Step, FormError> {
        let step = match &mut self.work {
            Work::Pdf(reader) => reader.step(),
            Work::Whole(bytes) => whole::read(bytes, self.form).map(|document| {
                self.work = Work::Read(document);
                Step::Page
            }),
            Work::Read(_) => Ok(Step::Done),
        };
        step.map_err(|error| whole::not_of_form(error, self.form, self.found))
    }

    /// The document of what was read.
    ///
    /// ```
    /// # use banmian::form::{CMaps, FormError, Reader};
    /// let reader = Reader::new(b"<alto>".to_vec(), None, CMaps::built_in())?;
    /// assert_eq!(reader.finish(), Err(FormError::Empty { what: "ALTO" }));
    /// # Ok::<(), FormError>(())
    /// ```
    ///
    /// # Errors
    ///
    /// As [`Self::new`]; [`FormError::Empty`] also where nothing was read.
    pub fn finish(self) -> Result<Document, FormError> {
        let document = match self.work {
            Work::Pdf(reader) => reader.finish(),
            Work::Whole(_) => Err(FormError::Empty { what: self.form.name() }),
            Work::Read(document) => Ok(document),
        };
        document.map_err(|error| whole::not_of_form(error, self.form, self.found))
    }
}
